package io.lumenvault.server;

import io.lumenvault.server.access.Declaration;
import io.lumenvault.server.access.Declarations;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What is refused before a request's body is read, so that no caller can fill the memory: bodies of unknown length, bodies longer than
 * their route has use for, all but small ones of callers without the route's permission, and bodies beyond what may be in memory at
 * once. Nothing about keys or rights is decided here: that is the door's.
 */
@Singleton
class HttpAdmission implements Declarations {

    /** Before every other handler. */
    private static final int PRIORITY = 1000;
    /** A body of this size is read from anybody: its sender's refusal is the door's, and recorded there. */
    private static final int SMALL_BYTES = 4 << 10;
    private static final int BLOCK_BYTES = 8 << 20;
    /** Larger bodies in memory at once. */
    private static final int BUDGET_BYTES = 64 << 20;
    private static final long LINGER_MILLIS = 2000;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int LENGTH_REQUIRED = 411;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** The longest body for paths with this prefix, for callers with this permission. */
    private record Route(String prefix, Permission permission, int mostBytes) {}

    private static final List<Route> ROUTES = List.of(
            new Route("/api/v1/keys/", Permission.QKD_SUPPLY, 256 << 10),
            new Route("/ingest/v1/", Permission.INGEST, 64 << 10),
            new Route("/peer/v1/", Permission.PEER_LINK, 8 << 20));
    /** What the framework serves by itself, none of it to be read by strangers. */
    private static final String FRAMEWORK = "/q/";
    private static final List<String> HEALTH = List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");

    private final Semaphore budget = new Semaphore(BUDGET_BYTES);
    private final PrincipalDirectory principals;

    HttpAdmission(PrincipalDirectory principals) {
        this.principals = principals;
    }

    @Override
    public List<Declaration> declared() {
        return HEALTH.stream().map(path -> Declaration.route("GET", path, Permission.STATUS_READ)).toList();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.uri().contains("%00")) {
            refuse(context, BAD_REQUEST, "the URL shall hold no NUL character");
        } else if (request.method() == HttpMethod.HEAD) {
            // JAX-RS would run the GET, and throw away the key that it gives.
            context.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            refuse(context, METHOD_NOT_ALLOWED, "HEAD is not allowed");
        } else if (request.path().startsWith(FRAMEWORK) && !caller(request).may(Permission.STATUS_READ)) {
            refuse(context, FORBIDDEN, "'" + caller(request).name() + "' may not read the node's status");
        } else if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            refuse(context, LENGTH_REQUIRED, "a request with a body shall have a Content-Length");
        } else {
            admitBody(context, bodyBytes(request));
        }
    }

    /** The HTTP codec has refused lengths that are no number; too large a number is too large a body. */
    private static long bodyBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }

    private void admitBody(RoutingContext context, long bytes) {
        if (bytes <= SMALL_BYTES) {
            context.next();
            return;
        }
        int most = mostBytes(context.request());
        if (bytes > most) {
            refuse(context, CONTENT_TOO_LARGE, "the request body has " + bytes + " bytes; at most " + most + " are taken here");
        } else if (!budget.tryAcquire((int) bytes)) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            refuse(context, SERVICE_UNAVAILABLE, "other requests are being read; try again later");
        } else {
            context.addEndHandler(ended -> budget.release((int) bytes));
            dropRestWhenAnswered(context);
            context.next();
        }
    }

    /** Key blocks are read behind the door: who may not push one is refused and recorded there, and its body is dropped. */
    private static boolean isBlock(HttpServerRequest request) {
        return request.path().startsWith("/ingest/v1/") && request.path().endsWith("/blocks");
    }

    private int mostBytes(HttpServerRequest request) {
        if (isBlock(request)) {
            return BLOCK_BYTES;
        }
        Principal caller = caller(request);
        return ROUTES.stream()
                .filter(route -> request.path().startsWith(route.prefix()) && caller.may(route.permission()))
                .mapToInt(Route::mostBytes).findFirst().orElse(SMALL_BYTES);
    }

    private Principal caller(HttpServerRequest request) {
        try {
            return principals.byCertificate((X509Certificate) request.sslSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException unverified) {
            throw new IllegalStateException("no client certificate on a listener that demands one", unverified);
        }
    }

    /**
     * An answer may come before the end of the request's body. What still arrives is then thrown away, for a moment so that the caller
     * finds the answer, and not for longer; otherwise it would gather in the request's stream.
     */
    private static void dropRestWhenAnswered(RoutingContext context) {
        Context eventLoop = context.vertx().getOrCreateContext();
        context.addEndHandler(answered -> eventLoop.runOnContext(now -> dropRest(context)));
    }

    private static void dropRest(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            request.handler(rest -> {});
            request.resume();
            context.vertx().setTimer(LINGER_MILLIS, late -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    private static void refuse(RoutingContext context, int status, String message) {
        dropRestWhenAnswered(context);
        context.response().setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("message", message).toBuffer());
    }
}
