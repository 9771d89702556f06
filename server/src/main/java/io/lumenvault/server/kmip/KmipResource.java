package io.lumenvault.server.kmip;

import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.access.OpenToAll;
import io.lumenvault.server.kmip.MessageService.Answer;
import io.lumenvault.server.kmip.operation.AnswerRoom;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * KMIP by HTTPS POST (KMIP Profiles, HTTPS, XML and JSON message encoding): one message a request, in the encoding that Content-Type
 * names, answered in the same. Whatever KMIP says to it, the HTTP status is 200. Only the transport is another than on the KMIP port:
 * identity, limits, permissions and audit are the same.
 */
@Path("/kmip")
@RunOnVirtualThread
public class KmipResource {

    private static final Logger LOG = Logger.getLogger(KmipResource.class);

    private final HttpCaller caller;
    private final KmipEndpoint endpoint;

    KmipResource(HttpCaller caller, KmipEndpoint endpoint) {
        this.caller = caller;
        this.endpoint = endpoint;
    }

    /** Serves a message; 415 where Content-Type names no encoding. Each operation in it needs its own permission. */
    @POST
    @OpenToAll
    public Response serve(@HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @HeaderParam(HttpHeaders.CONTENT_LENGTH) Integer length,
            InputStream body) throws IOException {
        MessageEncoding encoding = MessageEncoding.of(type == null ? "" : type).orElseThrow(NotSupportedException::new);
        Answer answer = answer(encoding, length == null ? 0 : length, body);
        if (answer.fault() != null) {
            LOG.infof("KMIP over HTTPS %s: message refused: %s", caller.address(), answer.fault());
        }
        caller.whenAnswered(answer.room()::close);
        return response(encoding, answer);
    }

    private Answer answer(MessageEncoding encoding, int length, InputStream body) throws IOException {
        int most = endpoint.limits().messageBytes(caller.certified());
        if (length > most) {
            return endpoint.service().unreadable(encoding, "the message has " + length + " bytes; at most " + most + " are taken");
        }
        try (MessageMemory.Share share = endpoint.memory().share()) {
            share.require(length, length);
            byte[] message = body.readNBytes(length);
            if (message.length < length) {
                return endpoint.service().unreadable(encoding, "the message ended after " + message.length + " of " + length + " bytes");
            }
            return endpoint.service().answer(message, encoding, new Caller(caller.certified(), caller.address()));
        } catch (NoMemoryException full) {
            return endpoint.service().overloaded(encoding, full.getMessage());
        }
    }

    private static Response response(MessageEncoding encoding, Answer answer) {
        StreamingOutput body = output -> {
            try (AnswerRoom _ = answer.room()) {
                output.write(answer.bytes());
            } finally {
                Arrays.fill(answer.bytes(), (byte) 0);
            }
        };
        CacheControl never = new CacheControl();
        never.setNoCache(true);
        never.setNoStore(true);
        never.setNoTransform(false);
        return Response.ok(body, encoding.mediaType()).cacheControl(never).header(HttpHeaders.CONTENT_LENGTH, answer.bytes().length).build();
    }
}
