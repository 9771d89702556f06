package io.lumenvault.server.console;

import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.CredentialChanges;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Credentials by which users log in over KMIP. */
@Path("/console/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Requires(Permission.ACCESS_MANAGE)
public class CredentialsResource {

    private final ConsoleRequest request;
    private final CredentialChanges changes;

    CredentialsResource(ConsoleRequest request, CredentialChanges changes) {
        this.request = request;
        this.changes = changes;
    }

    /** Withdraws a credential at once and for ever, with the tickets that were obtained by it. */
    @DELETE
    @Path("{id}")
    public Response withdraw(@PathParam("id") String id) {
        return request.changing("Withdraw Credential", asked -> {
            changes.withdraw(asked, identifier(id));
            return Response.noContent().build();
        });
    }

    static UUID identifier(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new VaultException(Reason.INVALID_FIELD, "'" + text + "' is not a UUID");
        }
    }
}
