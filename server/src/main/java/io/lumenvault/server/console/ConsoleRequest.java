package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a console request through the door, with the permission that its route declares, and translates a refusal to HTTP. */
@RequestScoped
class ConsoleRequest {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final HttpCaller caller;
    private final PrincipalDirectory directory;
    private final Door door;

    ConsoleRequest(HttpCaller caller, PrincipalDirectory directory, Door door) {
        this.caller = caller;
        this.directory = directory;
        this.door = door;
    }

    /** Reads of the log are decisions too: auditors are audited. */
    <T> T audited(String operation, Supplier<T> work) {
        return audited(operation, Map.of(), work);
    }

    /** @param facts what exactly was asked, by name, for the record */
    <T> T audited(String operation, Map<String, String> facts, Supplier<T> work) {
        return changing(operation, request -> {
            T result = work.get();
            AuditEvent event = request.served();
            for (var fact : facts.entrySet()) {
                event = event.with(fact.getKey(), fact.getValue());
            }
            door.commit(event, session -> null);
            return result;
        });
    }

    /** Status is polled and touches no key: only its refusals are recorded, and each use of a service token. */
    <T> T unaudited(String operation, Supplier<T> work) {
        return caller.principal().method().equals("token") ? audited(operation, work) : changing(operation, request -> work.get());
    }

    /** A change, or a look at one object: the work records it itself, in its own transaction. */
    <T> T recording(String operation, List<UUID> objects, Function<AccessRequest, T> work) {
        AccessRequest request = request(operation);
        return answered(() -> door.pass(request, objects, () -> work.apply(request)));
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

    /** Runs work within the door that records itself what it did, in the transaction of the change. */
    <T> T changing(String operation, Function<AccessRequest, T> work) {
        return recording(operation, List.of(), work);
    }

    private AccessRequest request(String operation) {
        return new AccessRequest(caller.principal(), caller.address(), "console", operation, caller.permission());
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (VaultException refusal) {
            throw answer(refusal);
        }
    }

    /** Records that a request was served, in a transaction of its own. */
    void record(AccessRequest request) {
        door.commit(request.served(), session -> null);
    }

    /** Who calls. */
    Principal caller() {
        return caller.principal();
    }

    /** Whose things the caller may see. */
    Group group() {
        return caller.principal().group();
    }

    /** The name of a principal that the caller may know of, itself among them; null for one of another group. */
    String known(String name) {
        return name.equals(caller().name()) || group().sees(directory.group(name)) ? name : null;
    }

    /** The caller's address. */
    String address() {
        return caller.address();
    }

    /** The answer of a refusal. */
    static WebApplicationException answer(VaultException refusal) {
        int status = switch (refusal.reason()) {
            case PERMISSION_DENIED -> FORBIDDEN;
            case INVALID_FIELD -> BAD_REQUEST;
            case OBJECT_NOT_FOUND -> NOT_FOUND;
            case OBJECT_ALREADY_EXISTS, WRONG_KEY_LIFECYCLE_STATE, OBJECT_DESTROYED, OBJECT_ARCHIVED, APPROVAL_NEEDED, CONFLICT -> CONFLICT;
            default -> SERVICE_UNAVAILABLE;
        };
        return new WebApplicationException(Response.status(status).type(MediaType.APPLICATION_JSON)
                .entity(new ErrorText(refusal.getMessage(), refusal.details().get("approval"))).build());
    }

    /** The body of an error answer; {@code approval} only where the approval of others is needed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErrorText(String message, String approval) {}
}
