package io.lumenvault.server.console;

import io.lumenvault.server.access.OpenToAll;
import io.lumenvault.server.vault.OfficerBootstrap;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/** Makes the first officer. The one-time code is what gives the right, so every certificate of the trusted authority may try. */
@Path("/console/v1/bootstrap")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BootstrapResource {

    private final ConsoleRequest request;
    private final OfficerBootstrap bootstrap;

    BootstrapResource(ConsoleRequest request, OfficerBootstrap bootstrap) {
        this.request = request;
        this.bootstrap = bootstrap;
    }

    /** The body is the code, as it stands in the node's file. */
    @POST
    @OpenToAll
    public Response enrol(byte[] code) {
        byte[] given = code == null ? new byte[0] : code;
        try {
            bootstrap.enrol(request.caller(), request.address(), given);
            return Response.noContent().build();
        } catch (VaultException refusal) {
            throw ConsoleRequest.answer(refusal);
        } finally {
            Arrays.fill(given, (byte) 0);
        }
    }
}
