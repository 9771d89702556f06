package io.lumenvault.server.vault;

import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.audit.Actor;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.Result;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What somebody asks at the door.
 *
 * @param principal who asks
 * @param client the caller's address
 * @param protocol over which protocol, for example {@code kmip}
 * @param operation the protocol's name of the operation
 * @param permission the right that the handler declares
 * @param parameters what else the request says, by name, as far as an approval of it is bound to that; never key data
 * @param correlation by what the caller knows the request, for the record alone; null where it says nothing
 */
public record AccessRequest(Principal principal, String client, String protocol, String operation, Permission permission,
        Map<String, String> parameters, String correlation) {

    public AccessRequest {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(permission, "permission");
        parameters = Map.copyOf(parameters);
    }

    /** A request that says nothing more. */
    public AccessRequest(Principal principal, String client, String protocol, String operation, Permission permission) {
        this(principal, client, protocol, operation, permission, Map.of(), null);
    }

    /** The same request that says more. */
    public AccessRequest with(Map<String, String> said) {
        return new AccessRequest(principal, client, protocol, operation, permission, said, correlation);
    }

    /** The same request as its caller knows it. @param named printable text, or null */
    public AccessRequest knownAs(String named) {
        return new AccessRequest(principal, client, protocol, operation, permission, parameters, named);
    }

    /** The event of serving it. */
    public AuditEvent served() {
        Actor actor = new Actor(principal.name(), principal.method(), principal.fingerprint());
        return new AuditEvent(actor, client, protocol, operation, Result.SERVED, null, null, List.of(),
                correlation == null ? Map.of() : Map.of("client_correlation", correlation));
    }

    /** The event of not serving it. */
    public AuditEvent ended(Result result, String reason) {
        return served().withReason(result, reason);
    }
}
