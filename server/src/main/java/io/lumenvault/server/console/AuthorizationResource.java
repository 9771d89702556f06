package io.lumenvault.server.console;

import io.lumenvault.server.access.AuthorizationTable;
import io.lumenvault.server.access.Declaration;
import io.lumenvault.server.access.Declarations;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.access.Role;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** Who may do what on this node. */
@Path("/console/v1/authorization")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Requires(Permission.STATUS_READ)
public class AuthorizationResource {

    private final ConsoleRequest request;
    private final List<Declarations> endpoints;

    AuthorizationResource(ConsoleRequest request, @All List<Declarations> endpoints) {
        this.request = request;
        this.endpoints = endpoints;
    }

    /** The matrix: all roles, and for each operation and route those that may. */
    public record Matrix(List<String> roles, List<Row> operations) {}

    /** An operation or route; {@code permission} is null where every authenticated caller may ask. */
    public record Row(String protocol, String operation, String permission, List<String> roles) {}

    @GET
    public Matrix matrix() {
        return request.unaudited("Read Authorization", () -> new Matrix(
                Arrays.stream(Role.values()).map(Role::configuredName).toList(),
                declared().stream().map(AuthorizationResource::row).toList()));
    }

    /** A document in Markdown. */
    public record Document(String markdown) {}

    /** The same as a table. */
    @GET
    @Path("table")
    public Document table() {
        return request.unaudited("Read Authorization", () -> new Document(AuthorizationTable.markdown(declared())));
    }

    private List<Declaration> declared() {
        return endpoints.stream().flatMap(endpoint -> endpoint.declared().stream()).sorted().toList();
    }

    private static Row row(Declaration entry) {
        return new Row(entry.protocol(), entry.operation(), entry.permission().map(Enum::name).orElse(null),
                Arrays.stream(Role.values()).filter(role -> entry.permission().map(role::grants).orElse(true))
                        .map(Role::configuredName).toList());
    }
}
