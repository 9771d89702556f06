package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Runs a console request through the door and translates a refusal to HTTP. */
@RequestScoped
class ConsoleRequest {

    private static final int FORBIDDEN = 403;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final HttpCaller caller;
    private final Door door;

    ConsoleRequest(HttpCaller caller, Door door) {
        this.caller = caller;
        this.door = door;
    }

    /** Reads of the log are decisions too: auditors are audited. */
    <T> T audited(String operation, Supplier<T> work) {
        AccessRequest request = request(operation);
        return run(request, () -> {
            T result = work.get();
            door.commit(request.served(), session -> null);
            return result;
        });
    }

    /** Status is polled and touches no key: only its refusals are recorded. */
    <T> T unaudited(String operation, Supplier<T> work) {
        return run(request(operation), work);
    }

    /**
     * Work that goes through the door by itself, and records what it does.
     *
     * @param read reads what the request says, after its permission has been checked
     */
    <P, T> T through(String operation, Supplier<P> read, BiFunction<AccessRequest, P, T> work) {
        AccessRequest request = request(operation);
        return answered(() -> work.apply(request, door.pass(request, List.of(), read)));
    }

    private <T> T run(AccessRequest request, Supplier<T> work) {
        return answered(() -> door.pass(request, List.of(), work));
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (VaultException refusal) {
            int status = switch (refusal.reason()) {
                case PERMISSION_DENIED -> FORBIDDEN;
                case INVALID_FIELD -> 400;
                case OBJECT_NOT_FOUND -> 404;
                case APPROVAL_NEEDED, CONFLICT, WRONG_KEY_LIFECYCLE_STATE -> 409;
                default -> SERVICE_UNAVAILABLE;
            };
            throw new WebApplicationException(Response.status(status).type(MediaType.APPLICATION_JSON)
                    .entity(new ErrorText(refusal.getMessage(), refusal.details().get("approval"))).build());
        }
    }

    private AccessRequest request(String operation) {
        return new AccessRequest(caller.principal(), caller.address(), "console", operation, caller.permission());
    }

    /** The body of an error answer; {@code approval} only where the approval of others is needed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErrorText(String message, String approval) {}
}
