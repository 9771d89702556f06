package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.vault.CredentialChanges;
import io.lumenvault.server.vault.PrincipalChanges;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Principals and their roles. */
@Path("/console/v1/principals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Requires(Permission.ACCESS_MANAGE)
public class PrincipalsResource {

    private static final int CREATED = 201;

    private final ConsoleRequest request;
    private final JsonInput json;
    private final PrincipalDirectory directory;
    private final PrincipalChanges changes;
    private final CredentialChanges credentials;

    PrincipalsResource(ConsoleRequest request, JsonInput json, PrincipalDirectory directory, PrincipalChanges changes,
            CredentialChanges credentials) {
        this.request = request;
        this.json = json;
        this.directory = directory;
        this.changes = changes;
        this.credentials = credentials;
    }

    /** A principal; {@code source} says who made it: the configuration {@code file} or an {@code officer}. */
    public record Listed(String name, String group, List<String> roles, String source, boolean disabled) {}

    /** Principals by name. */
    public record Principals(List<Listed> principals) {}

    /** A principal to be made; without group it is of the officer's own. */
    public record New(String name, String group, Set<String> roles) {}

    /** A role to be granted. */
    public record Grant(String role) {}

    /** A certificate to be bound, by the SHA-256 of its DER form in hexadecimal. */
    public record Certificate(String fingerprint) {}

    /** A credential to be linked, by its identifier. */
    public record Link(String credential) {}

    /** A password to be set. */
    public record NewPassword(char[] password) {

        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** A credential, without what tells it; {@code createdBy} is null for those who may not know of who made it. */
    public record ListedCredential(UUID id, String type, @JsonProperty("created_by") String createdBy,
            @JsonProperty("created_at") Instant createdAt, @JsonProperty("withdrawn_at") Instant withdrawnAt) {}

    /** Credentials of a principal, oldest first. */
    public record Credentials(List<ListedCredential> credentials) {}

    @GET
    @Requires(Permission.ACCESS_READ)
    public Principals list() {
        return request.audited("List Principals", () -> {
            Group own = request.group();
            return new Principals(directory.all().filter(account -> own.sees(account.group()))
                    .sorted(Comparator.comparing(Account::name)).map(this::listed).toList());
        });
    }

    @POST
    public Response create(byte[] body) {
        return request.changing("Create Principal", asked -> {
            New wanted = json.read(body, New.class);
            String group = wanted.group() == null ? asked.principal().group().name() : wanted.group();
            Set<Role> roles = wanted.roles() == null ? Set.of() : wanted.roles().stream().map(PrincipalsResource::role).collect(Collectors.toSet());
            changes.create(asked, JsonInput.required("name", wanted.name()), group, roles);
            return Response.status(CREATED).build();
        });
    }

    @DELETE
    @Path("{name}")
    public Response disable(@PathParam("name") String name) {
        return request.changing("Disable Principal", asked -> {
            changes.disable(asked, name);
            return Response.noContent().build();
        });
    }

    @POST
    @Path("{name}/roles")
    public Response grant(@PathParam("name") String name, byte[] body) {
        return request.changing("Grant Role", asked -> {
            changes.grant(asked, name, role(JsonInput.required("role", json.read(body, Grant.class).role())));
            return Response.noContent().build();
        });
    }

    @DELETE
    @Path("{name}/roles/{role}")
    public Response revoke(@PathParam("name") String name, @PathParam("role") String role) {
        return request.changing("Revoke Role", asked -> {
            changes.revoke(asked, name, role(role));
            return Response.noContent().build();
        });
    }

    @POST
    @Path("{name}/certificates")
    public Response bind(@PathParam("name") String name, byte[] body) {
        return request.changing("Bind Certificate", asked -> {
            changes.bind(asked, name, JsonInput.required("fingerprint", json.read(body, Certificate.class).fingerprint()));
            return Response.noContent().build();
        });
    }

    @GET
    @Path("{name}/credentials")
    @Requires(Permission.ACCESS_READ)
    public Credentials credentials(@PathParam("name") String name) {
        return request.changing("List Credentials", asked -> {
            Credentials found = new Credentials(credentials.list(asked, name).stream().map(row -> new ListedCredential(row.uid(),
                    row.type(), request.known(row.createdBy()), row.createdAt(), row.withdrawnAt())).toList());
            request.record(asked);
            return found;
        });
    }

    /** Links a credential that is linked to nobody to a user, beside those that it has. */
    @POST
    @Path("{name}/credentials")
    public Response link(@PathParam("name") String name, byte[] body) {
        return request.changing("Link Credential", asked -> {
            credentials.link(asked, name,
                    CredentialsResource.identifier(JsonInput.required("credential", json.read(body, Link.class).credential())));
            return Response.noContent().build();
        });
    }

    /** Sets the password of a user in place of those that it has, which are withdrawn. */
    @POST
    @Path("{name}/password")
    public Response setPassword(@PathParam("name") String name, byte[] body) {
        try (Passwords passwords = new Passwords()) {
            return request.changing("Set Password", asked -> {
                credentials.replacePassword(asked, name,
                        passwords.utf8(JsonInput.required("password", json.read(body, NewPassword.class).password())));
                return Response.noContent().build();
            });
        } finally {
            if (body != null) {
                Arrays.fill(body, (byte) 0);
            }
        }
    }

    private Listed listed(Account account) {
        return new Listed(account.name(), account.group().name(), account.roles().stream().sorted().map(Role::configuredName).toList(),
                directory.isConfigured(account.name()) ? "file" : "officer", directory.isDisabled(account.name()));
    }

    static Role role(String name) {
        try {
            return Role.named(name);
        } catch (IllegalArgumentException unknown) {
            throw new VaultException(Reason.INVALID_FIELD, unknown.getMessage());
        }
    }
}
