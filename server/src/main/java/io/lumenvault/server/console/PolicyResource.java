package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lumenvault.db.policy.PolicyRow;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.PolicyAdministration;
import io.lumenvault.server.vault.PolicyEffects;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** The policy: what is in force, what was before, what another one would change, and applying it. Bodies are documents, YAML or JSON. */
@Path("/console/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PolicyResource {

    private static final int DEFAULT_LIMIT = 20;

    private final ConsoleRequest request;
    private final PolicyAdministration policies;

    PolicyResource(ConsoleRequest request, PolicyAdministration policies) {
        this.request = request;
        this.policies = policies;
    }

    /** A version; {@code text} is null in lists. Version 0 is the empty policy of a node to which none was applied. */
    public record Version(long version, String author, Instant time, String sha256, String text) {}

    /** The latest versions first. */
    public record History(List<Version> versions) {}

    /** Objects of one effect: how many, and the first of them. */
    public record Change(String effect, String meaning, long count, List<UUID> first) {}

    /** What a policy would change, or has changed; {@code applied} is null where it was only asked. */
    public record Changes(@JsonProperty("in_force") long inForce, Version applied, long objects, List<Change> changes,
            List<PolicyEffects.ApprovalChange> approvals, List<PolicyEffects.LinkChange> links) {}

    @GET
    @Requires(Permission.POLICY_READ)
    public Version inForce() {
        return request.audited("Read Policy", () -> policies.inForce().map(row -> version(row, row.text()))
                .orElse(new Version(0, null, null, null, null)));
    }

    @GET
    @Path("versions")
    @Requires(Permission.POLICY_READ)
    public History history(@RestQuery String limit) {
        return request.audited("List Policies",
                () -> new History(policies.history(Numbers.limit(limit, DEFAULT_LIMIT)).stream().map(row -> version(row, null)).toList()));
    }

    @GET
    @Path("versions/{version}")
    @Requires(Permission.POLICY_READ)
    public Version find(@PathParam("version") String version) {
        return request.audited("Read Policy", () -> policies.find(Numbers.whole("version", version)).map(row -> version(row, row.text()))
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "there is no policy version " + version)));
    }

    @POST
    @Path("simulate")
    @Requires(Permission.POLICY_WRITE)
    public Changes simulate(@RestQuery String limit, byte[] body) {
        return request.recording("Simulate Policy", List.of(), asked -> changes(
                policies.inForce().map(PolicyRow::version).orElse(0L), null,
                policies.simulate(asked, text(body), Numbers.limit(limit, DEFAULT_LIMIT))));
    }

    /** @param basis the version in force that the author knows of */
    @POST
    @Path("apply")
    @Requires(Permission.POLICY_WRITE)
    public Changes apply(@RestQuery String basis, @RestQuery String limit, byte[] body) {
        return request.recording("Apply Policy", List.of(), asked -> {
            PolicyAdministration.Applied applied = policies.apply(asked, text(body), Numbers.whole("basis", basis),
                    Numbers.limit(limit, DEFAULT_LIMIT));
            return changes(applied.policy().version(), version(applied.policy(), null), applied.effects());
        });
    }

    private static Version version(PolicyRow row, String text) {
        return new Version(row.version(), row.author(), row.time(), row.sha256(), text);
    }

    private static Changes changes(long inForce, Version applied, PolicyEffects effects) {
        return new Changes(inForce, applied, effects.objects(), effects.effects().stream()
                .map(effect -> new Change(effect.name(), effect.text(), effects.count(effect), effects.first(effect))).toList(),
                effects.approvals(), effects.links());
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException malformed) {
            throw new VaultException(Reason.INVALID_FIELD, "the document is not UTF-8");
        }
    }
}
