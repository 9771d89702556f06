package io.lumenvault.server.qkd;

import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Where a link's module pushes its key blocks and reports its state. */
@Path("/ingest/v1/links/{link}")
@Requires(Permission.INGEST)
@RunOnVirtualThread
public class IngestResource {

    private static final int MAX_REPORT = 64 << 10;
    /** Bodies in memory at once. */
    private static final Semaphore IN_FLIGHT = new Semaphore(4);
    private static final int CREATED = 201;

    private final HttpCaller caller;
    private final Door door;
    private final Links links;
    private final BlockIngest ingest;
    private final ModuleReports reports;

    IngestResource(HttpCaller caller, Door door, Links links, BlockIngest ingest, ModuleReports reports) {
        this.caller = caller;
        this.door = door;
        this.links = links;
        this.ingest = ingest;
        this.reports = reports;
    }

    /** Takes in a block: 201 accepted, 200 accepted before, 409 accepted before with other content, 429 not now. */
    @POST
    @Path("blocks")
    @Consumes(KeyBlockMessage.MEDIA_TYPE)
    public Response push(@PathParam("link") String link, @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length, InputStream body) {
        AccessRequest request = request("Push Block");
        try {
            boolean accepted = door.pass(request, List.of(), () -> {
                Link own = links.ofModule(link, request.principal());
                if (!IN_FLIGHT.tryAcquire()) {
                    throw new VaultException(Reason.BUSY, "other blocks are being taken in");
                }
                try {
                    return push(request, own, length == null ? 0 : Math.toIntExact(length), body);
                } finally {
                    IN_FLIGHT.release();
                }
            });
            return accepted ? Response.status(CREATED).build() : Response.ok().build();
        } catch (VaultException refusal) {
            return HttpAnswers.refusal(refusal);
        }
    }

    private boolean push(AccessRequest request, Link link, int length, InputStream body) {
        byte[] content = new byte[length];
        try (KeyBlockMessage message = KeyBlockMessage.read(content, read(body, content))) {
            return ingest.push(request, link, message);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static int read(InputStream body, byte[] content) {
        try {
            return body.readNBytes(content, 0, content.length);
        } catch (IOException cut) {
            throw Malformed.request("the body ended early");
        }
    }

    /** Takes in what the module says of itself. */
    @POST
    @Path("status")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response report(@PathParam("link") String link, byte[] body) {
        AccessRequest request = request("Report Link Status");
        try {
            door.pass(request, List.of(), () -> {
                Link own = links.ofModule(link, request.principal());
                if (body == null || body.length > MAX_REPORT) {
                    throw Malformed.request("a report has at most " + MAX_REPORT + " bytes");
                }
                reports.take(request, own, JsonReader.object(body, 0, body.length));
                return null;
            });
            return Response.noContent().build();
        } catch (VaultException refusal) {
            return HttpAnswers.refusal(refusal);
        }
    }

    private AccessRequest request(String operation) {
        return new AccessRequest(caller.certified(), caller.address(), "ingest", operation, caller.permission());
    }
}
