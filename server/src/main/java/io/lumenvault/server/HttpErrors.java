package io.lumenvault.server;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** Errors that no endpoint words itself (no such path, wrong method, wrong media type) are JSON too, and say no more than their status. */
@Provider
public class HttpErrors implements ExceptionMapper<WebApplicationException> {

    private static final int[] STATUSES = {400, 401, 403, 404, 405, 406, 413, 414, 415, 500, 503};

    void register(@Observes Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, context -> answer(context, status));
        }
    }

    private static void answer(RoutingContext context, int status) {
        if (!context.response().ended()) {
            context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                    .end(new JsonObject().put("message", message(status)).toBuffer());
        }
    }

    @Override
    public Response toResponse(WebApplicationException failure) {
        Response answer = failure.getResponse();
        if (answer.hasEntity() || answer.getStatus() < HttpResponseStatus.BAD_REQUEST.code()) {
            return answer;
        }
        return Response.fromResponse(answer).type(MediaType.APPLICATION_JSON)
                .entity(Map.of("message", message(answer.getStatus()))).build();
    }

    private static String message(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
