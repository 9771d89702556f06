package io.lumenvault.server.console;

import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

    private <T> T run(AccessRequest request, Supplier<T> work) {
        try {
            return door.pass(request, List.of(), work);
        } catch (VaultException refusal) {
            int status = switch (refusal.reason()) {
                case PERMISSION_DENIED -> FORBIDDEN;
                case INVALID_FIELD -> 400;
                default -> SERVICE_UNAVAILABLE;
            };
            throw new WebApplicationException(Response.status(status).type(MediaType.APPLICATION_JSON)
                    .entity(new ErrorText(refusal.getMessage())).build());
        }
    }

    private AccessRequest request(String operation) {
        return new AccessRequest(caller.principal(), caller.address(), "console", operation, caller.permission());
    }

    /** The body of an error answer. */
    record ErrorText(String message) {}
}
