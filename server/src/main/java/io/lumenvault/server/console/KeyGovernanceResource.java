package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.Restrictions;
import io.lumenvault.ground.CalendarInstant;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.Limit;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Destruction;
import io.lumenvault.server.vault.ObjectGovernance;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** What officers of the node or of its owner's group do with one key: look at its limits, suspend it, release it, limit it, destroy it. */
@Path("/console/v1/keys/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Requires(Permission.KEY_GOVERN)
public class KeyGovernanceResource {

    private final ConsoleRequest request;
    private final ObjectGovernance objects;
    private final ObjectMapper json;
    private final Clock clock;

    KeyGovernanceResource(ConsoleRequest request, ObjectGovernance objects, ObjectMapper json, Clock clock) {
        this.request = request;
        this.objects = objects;
        this.json = json;
        this.clock = clock;
    }

    /** An end of a usage period, and the policy rule that sets it; null for the key's own. */
    public record End(Instant at, String rule) {}

    /** A suspension; {@code by} is null for those who may not know of who suspended it. */
    public record Hold(String reason, String by, Instant since, Instant until) {}

    /** A key's state and limits now. */
    public record Limits(UUID id, String owner, String state, boolean suspended, Hold hold, Instant activation,
            @JsonProperty("protect_until") End protectUntil, @JsonProperty("process_until") End processUntil, End deactivation,
            Instant archived, @JsonProperty("destroy_at") Instant destroyAt, @JsonProperty("replaced_by") UUID replacedBy,
            @JsonProperty("policy_version") long policyVersion) {}

    /** What became of a destruction, and what is left of the material. */
    public record Destroyed(String state, Integer generation, Instant pending, String remains) {}

    @GET
    public Limits read(@PathParam("id") String id) {
        return one("Read Key", id, (asked, uid) -> limits(objects.read(asked, uid)));
    }

    /** Body: {@code reason}, and {@code until} where it shall end by itself. */
    @POST
    @Path("hold")
    public Limits hold(@PathParam("id") String id, byte[] body) {
        return one("Hold Key", id, (asked, uid) -> {
            JsonNode members = members(body, List.of("reason", "until"));
            objects.hold(asked, uid, members.path("reason").asText(null), instant(members, "until"));
            return limits(objects.read(asked, uid));
        });
    }

    @POST
    @Path("release")
    public Limits release(@PathParam("id") String id) {
        return one("Release Key", id, (asked, uid) -> {
            objects.release(asked, uid);
            return limits(objects.read(asked, uid));
        });
    }

    /** Body: {@code protect_until} and {@code process_until}; one that is absent is no limit. */
    @POST
    @Path("limits")
    public Limits limit(@PathParam("id") String id, byte[] body) {
        return one("Limit Key", id, (asked, uid) -> {
            JsonNode members = members(body, List.of("protect_until", "process_until"));
            objects.limit(asked, uid, instant(members, "protect_until"), instant(members, "process_until"));
            return limits(objects.read(asked, uid));
        });
    }

    @POST
    @Path("destroy")
    public Destroyed destroy(@PathParam("id") String id) {
        return one("Destroy Key", id, (asked, uid) -> {
            Destruction done = objects.destroy(asked, uid);
            return new Destroyed(done.state(), done.generation(), done.pendingUntil(), done.remains());
        });
    }

    /** Takes back a destruction that is still pending. */
    @POST
    @Path("undo-destroy")
    public Limits undoDestroy(@PathParam("id") String id) {
        return one("Undo Destroy Key", id, (asked, uid) -> {
            objects.undoDestroy(asked, uid);
            return limits(objects.read(asked, uid));
        });
    }

    private Limits limits(GovernedObject governed) {
        ManagedObject object = governed.object();
        Restrictions bound = object.restrictions();
        Instant now = clock.instant();
        Hold hold = bound.holdReason() == null ? null
                : new Hold(bound.holdReason(), request.known(bound.holdBy()), bound.holdSince(), bound.holdUntil());
        return new Limits(object.uid(), object.owner(), Lifecycle.name(governed.state(now)), bound.suspended(now), hold,
                object.dates().activation(), end(governed.protectUntil()), end(governed.processUntil()), end(governed.deactivation()),
                bound.archived(), bound.destroyAt(), bound.replacedBy(), governed.policyVersion());
    }

    private static End end(Limit limit) {
        return limit == null ? null : new End(limit.at(), limit.rule());
    }

    /** A refusal names the key where the path names one; what is no identifier is refused to those alone who may ask. */
    private <T> T one(String operation, String id, BiFunction<AccessRequest, UUID, T> work) {
        Optional<UUID> uid = Identifiers.find(id);
        return request.recording(operation, uid.map(List::of).orElse(List.of()), asked -> work.apply(asked, uid.orElseThrow(
                () -> new VaultException(Reason.INVALID_FIELD, "id '" + id + "' cannot be read: write a UUID"))));
    }

    private JsonNode members(byte[] body, List<String> allowed) {
        try {
            JsonNode members = json.readTree(body);
            if (members.isObject()) {
                members.fieldNames().forEachRemaining(name -> {
                    if (!allowed.contains(name)) {
                        throw new VaultException(Reason.INVALID_FIELD, "'" + name + "' is not known; allowed are " + String.join(", ", allowed));
                    }
                });
                return members;
            }
        } catch (IOException _) {
            // Said below, like a body that is no object.
        }
        throw new VaultException(Reason.INVALID_FIELD, "the body shall be a JSON object with " + String.join(", ", allowed));
    }

    private static Instant instant(JsonNode members, String name) {
        if (!members.hasNonNull(name)) {
            return null;
        }
        try {
            return CalendarInstant.parse(members.get(name).asText());
        } catch (DateTimeException malformed) {
            throw new VaultException(Reason.INVALID_FIELD, name + " '" + members.get(name).asText()
                    + "' cannot be read: write an instant such as 2026-01-31T12:00:00Z");
        }
    }
}
