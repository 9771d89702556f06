package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.db.access.TokenRow;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.ServiceTokens;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Service tokens: for programs that read or operate the console's routes without a certificate. */
@Path("/console/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Requires(Permission.ACCESS_MANAGE)
public class TokensResource {

    private static final int CREATED = 201;

    private final ConsoleRequest request;
    private final JsonInput json;
    private final ServiceTokens tokens;

    TokensResource(ConsoleRequest request, JsonInput json, ServiceTokens tokens) {
        this.request = request;
        this.json = json;
        this.tokens = tokens;
    }

    /** A token, without its secret; {@code issuedBy} is null for those who may not know of who issued it. */
    public record Listed(UUID id, String principal, List<String> roles, @JsonProperty("issued_by") String issuedBy,
            @JsonProperty("issued_at") Instant issuedAt, @JsonProperty("expires_at") Instant expiresAt,
            @JsonProperty("revoked_at") Instant revokedAt) {}

    /** Tokens, newest first. */
    public record Tokens(List<Listed> tokens) {}

    /** A token to be issued: for whom, limited to which of its roles, for how many seconds. */
    public record New(String principal, Set<String> roles, @JsonProperty("ttl_seconds") Long ttlSeconds) {}

    @GET
    @Requires(Permission.ACCESS_READ)
    public Tokens list() {
        return request.changing("List Tokens", asked -> {
            Tokens found = new Tokens(tokens.visible(asked).stream().map(this::listed).toList());
            request.record(asked);
            return found;
        });
    }

    /** The only answer that ever holds the token. */
    @POST
    public Response issue(byte[] body) {
        return request.changing("Issue Token", asked -> {
            New wanted = json.read(body, New.class);
            Set<Role> roles = JsonInput.required("roles", wanted.roles()).stream().map(PrincipalsResource::role).collect(Collectors.toSet());
            return answer(tokens.issue(asked, JsonInput.required("principal", wanted.principal()), roles,
                    Duration.ofSeconds(JsonInput.required("ttl_seconds", wanted.ttlSeconds()))));
        });
    }

    /** Revokes a token at once. */
    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        return request.changing("Revoke Token", asked -> {
            tokens.revoke(asked, identifier(id));
            return Response.noContent().build();
        });
    }

    private static Response answer(ServiceTokens.Issued issued) {
        StreamingOutput body = output -> {
            try (issued) {
                output.write(ascii("{\"id\":\"" + issued.id() + "\",\"expires_at\":\"" + issued.expiresAt() + "\",\"token\":\""));
                output.write(issued.text());
                output.write(ascii("\"}"));
            }
        };
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.status(CREATED).type(MediaType.APPLICATION_JSON_TYPE).cacheControl(never).entity(body).build();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static UUID identifier(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new VaultException(Reason.INVALID_FIELD, "'" + text + "' is not a UUID");
        }
    }

    private Listed listed(TokenRow row) {
        return new Listed(row.id(), row.principal(), row.roles(), request.known(row.issuedBy()), row.issuedAt(), row.expiresAt(),
                row.revokedAt());
    }
}
