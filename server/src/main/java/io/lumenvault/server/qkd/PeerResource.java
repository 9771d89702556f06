package io.lumenvault.server.qkd;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What the key manager at the other end of a link may ask. No key material is in any message. */
@Path("/peer/v1/links/{link}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.PEER_LINK)
@RunOnVirtualThread
public class PeerResource {

    private final HttpCaller caller;
    private final Door door;
    private final Links links;
    private final BlockComparison comparison;
    private final SupplyReceiver receiver;
    private final BlockDecisions decisions;
    private final ObjectMapper json;

    PeerResource(HttpCaller caller, Door door, Links links, BlockComparison comparison, SupplyReceiver receiver,
            BlockDecisions decisions, ObjectMapper json) {
        this.decisions = decisions;
        this.json = json;
        this.caller = caller;
        this.door = door;
        this.links = links;
        this.comparison = comparison;
        this.receiver = receiver;
    }

    /** Compares blocks. */
    @POST
    @Path("blocks")
    public Response blocks(@PathParam("link") String link, byte[] body) {
        return answer("Compare Blocks", link, (request, own) -> comparison.answer(own, read(body, PeerMessages.Tags.class).blocks()));
    }

    /** Accepts an allocation: 200 durable here, 409 refused, 425 not yet. */
    @POST
    @Path("supplies")
    public Response supply(@PathParam("link") String link, byte[] body) {
        return answer("Accept Keys", link, (request, own) -> {
            receiver.accept(request, own, read(body, PeerMessages.Supply.class));
            return Map.of();
        });
    }

    /** The same for a key that becomes a managed object. */
    @POST
    @Path("objects")
    public Response object(@PathParam("link") String link, byte[] body) {
        return answer("Accept Object", link, (request, own) -> {
            receiver.accept(request, own, read(body, PeerMessages.FreshObject.class));
            return Map.of();
        });
    }

    /** Gives up an allocation. */
    @POST
    @Path("voids")
    public Response takeBack(@PathParam("link") String link, byte[] body) {
        return answer("Void Keys", link, (request, own) -> {
            receiver.takeBack(request, own, read(body, PeerMessages.Void.class));
            return Map.of();
        });
    }

    /** Does with blocks what was decided about them at the other end. */
    @POST
    @Path("decisions")
    public Response decide(@PathParam("link") String link, byte[] body) {
        return answer("Decide Blocks", link, (request, own) -> {
            decisions.takeOver(request, own, read(body, PeerMessages.Decision.class));
            return Map.of();
        });
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            T message = json.readValue(body, type);
            if (message == null) {
                throw Malformed.request("the message shall be a JSON object");
            }
            return message;
        } catch (IOException malformed) {
            throw Malformed.request("the message cannot be read");
        }
    }

    private Response answer(String operation, String link, BiFunction<AccessRequest, Link, Object> work) {
        AccessRequest request =
                new AccessRequest(caller.certified(), caller.address(), "peer", operation, caller.permission());
        try {
            Object answer = door.pass(request, List.of(), () -> attempt(request, links.ofPeer(link, request.principal()), work));
            return answer instanceof SupplyReceiver.TooEarlyException early
                    ? HttpAnswers.later(PeerLink.TOO_EARLY, early.getMessage())
                    : Response.ok(answer).build();
        } catch (VaultException refusal) {
            return HttpAnswers.refusal(refusal);
        }
    }

    /** Too early is no refusal: the peer asks again in a moment, and there is nothing to record. */
    private static Object attempt(AccessRequest request, Link own, BiFunction<AccessRequest, Link, Object> work) {
        try {
            return work.apply(request, own);
        } catch (SupplyReceiver.TooEarlyException early) {
            return early;
        }
    }
}
