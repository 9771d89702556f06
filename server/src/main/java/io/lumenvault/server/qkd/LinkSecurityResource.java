package io.lumenvault.server.qkd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lumenvault.db.qkd.BlockConsumer;
import io.lumenvault.db.qkd.BlockDecision;
import io.lumenvault.ground.CalendarInstant;
import io.lumenvault.ground.PlainText;
import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What officers do after a security event on a link: the key that came over it in a time window is quarantined, released or destroyed,
 * at both ends, and everybody who took key from it is named. Bodies: {@code since}, {@code until}, {@code reason}, and {@code objects}
 * (keep, compromise or destroy) for managed objects made of it.
 */
@Path("/console/v1/links/{link}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Requires(Permission.LINK_GOVERN)
public class LinkSecurityResource {

    private final HttpCaller caller;
    private final Door door;
    private final Links links;
    private final BlockDecisions decisions;

    LinkSecurityResource(HttpCaller caller, Door door, Links links, BlockDecisions decisions) {
        this.caller = caller;
        this.door = door;
        this.links = links;
        this.decisions = decisions;
    }

    /** Who took key from the blocks. */
    public record Consumer(UUID id, String purpose, String master, List<String> saes, int bits, int number, int undelivered, String state,
            @JsonProperty("created_at") Instant createdAt) {}

    /** What was done at this end; the other end does the same when it is told. */
    public record Done(UUID decision, int blocks, int changed, int objects, List<Consumer> consumers) {}

    @POST
    @Path("quarantine")
    public Response quarantine(@PathParam("link") String link, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, byte[] body) {
        return answer("Quarantine Blocks", BlockDecision.Action.QUARANTINE, link, type, body);
    }

    @POST
    @Path("release")
    public Response release(@PathParam("link") String link, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, byte[] body) {
        return answer("Release Blocks", BlockDecision.Action.RELEASE, link, type, body);
    }

    @POST
    @Path("destroy")
    public Response destroy(@PathParam("link") String link, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, byte[] body) {
        return answer("Destroy Blocks", BlockDecision.Action.DESTROY, link, type, body);
    }

    private Response answer(String operation, BlockDecision.Action action, String link, String type, byte[] body) {
        AccessRequest request = new AccessRequest(caller.principal(), caller.address(), "console", operation, caller.permission());
        try {
            return Response.ok(door.pass(request, List.of(), () -> done(decide(request, action, link, JsonBody.read(type, body))))).build();
        } catch (VaultException refusal) {
            return HttpAnswers.refusal(refusal);
        }
    }

    private BlockDecisions.Outcome decide(AccessRequest request, BlockDecision.Action action, String link, ObjectNode json) {
        Link own = links.find(link).orElseThrow(() -> Malformed.request("there is no link '" + link + "' here"));
        Instant since = instant(json, "since");
        Instant until = instant(json, "until");
        if (!since.isBefore(until)) {
            throw Malformed.request("'since' is not before 'until'", "since", since + " to " + until);
        }
        String fate = JsonReader.optionalText(json, "objects");
        String reason = JsonReader.text(json, "reason");
        if (!PlainText.is(reason)) {
            throw Malformed.request("'reason' is wrong", "reason", "shall be a text of 1 to " + PlainText.LONGEST + " printable characters");
        }
        return decisions.decide(request, own, action,
                fate == null ? BlockDecision.ObjectFate.KEEP : BlockDecisions.named(BlockDecision.ObjectFate.values(), fate), since, until, reason);
    }

    private static Instant instant(ObjectNode json, String name) {
        try {
            return CalendarInstant.parse(JsonReader.text(json, name));
        } catch (DateTimeException malformed) {
            throw Malformed.request("'" + name + "' is wrong", name, "shall be an instant such as 2026-01-31T12:00:00Z");
        }
    }

    private static Done done(BlockDecisions.Outcome outcome) {
        return new Done(outcome.decision(), outcome.blocks().size(), outcome.changed().size(), outcome.objects(),
                outcome.consumers().stream().map(LinkSecurityResource::consumer).toList());
    }

    private static Consumer consumer(BlockConsumer consumer) {
        return new Consumer(consumer.supply(), consumer.purpose(), consumer.master(), consumer.saes(), consumer.keyBits(), consumer.number(),
                consumer.undelivered(), consumer.state(), consumer.createdAt());
    }
}
