package io.lumenvault.server;

import io.lumenvault.server.access.AuthenticationException;
import io.lumenvault.server.access.Declaration;
import io.lumenvault.server.access.Declarations;
import io.lumenvault.server.access.HttpAuthentication;
import io.lumenvault.server.access.HttpCaller;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;

/**
 * What is refused before a request's body is read, so that no caller can fill the memory: bodies of unknown length, bodies longer than
 * their route has use for, all but small ones of callers without the route's permission, and bodies beyond what may be in memory at
 * once. Here every request is authenticated, once. Nothing about keys or rights is decided here: that is the door's.
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
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int LENGTH_REQUIRED = 411;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int SERVICE_UNAVAILABLE = 503;

    /** The longest body for paths with this prefix, for callers with this permission. */
    private record Route(String prefix, Permission permission, int mostBytes) {}

    private static List<Route> routes(int kmipMessageBytes) {
        return List.of(
                new Route("/api/v1/keys/", Permission.QKD_SUPPLY, 256 << 10),
                new Route("/kmip", Permission.OBJECT_USE, kmipMessageBytes),
                new Route("/ingest/v1/", Permission.INGEST, 64 << 10),
                new Route("/console/v1/policy", Permission.POLICY_WRITE, 1 << 20),
                new Route("/peer/v1/", Permission.PEER_LINK, 8 << 20));
    }

    /** What the framework serves by itself, none of it to be read by strangers. */
    private static final String CONSOLE = "/console/";
    private static final String FRAMEWORK = "/q/";
    private static final List<String> HEALTH = List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");

    private final Semaphore budget = new Semaphore(BUDGET_BYTES);
    private final HttpAuthentication authentication;
    private final BearerTokens tokens;
    private final Door door;
    private final OptionalInt consolePort;
    private final List<Route> routes;

    HttpAdmission(HttpAuthentication authentication, BearerTokens tokens, Door door, SiteConfig config) {
        this.tokens = tokens;
        this.authentication = authentication;
        this.door = door;
        this.consolePort = config.console().port();
        this.routes = routes(config.kmip().messageBytes());
    }

    /** The routes that the framework serves by itself. */
    static List<Declaration> frameworkRoutes() {
        return HEALTH.stream().map(path -> Declaration.route("GET", path, Permission.NODE_READ)).toList();
    }

    @Override
    public List<Declaration> declared() {
        return frameworkRoutes();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<String> fault = RequestUrl.fault(request.uri(), request.path());
        if (fault.isPresent()) {
            refuse(context, BAD_REQUEST, fault.get());
        } else if (consolePort.isPresent() && request.localAddress().port() == consolePort.getAsInt()
                && !context.normalizedPath().startsWith(CONSOLE)) {
            // Everything else is for machines, which have a certificate and another port.
            refuse(context, NOT_FOUND, "only the console is here");
        } else if (request.method() == HttpMethod.HEAD) {
            // JAX-RS would run the GET, and throw away the key that it gives.
            context.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            refuse(context, METHOD_NOT_ALLOWED, "HEAD is not allowed");
        } else {
            authenticate(context, () -> admitKnown(context));
        }
    }

    /** A bearer token goes before the certificate; it may need the identity provider, and its refusal the log, so it is not looked at here. */
    private void authenticate(RoutingContext context, Runnable next) {
        HttpServerRequest request = context.request();
        Optional<String> bearer = context.normalizedPath().startsWith(CONSOLE) ? HttpAuthentication.bearer(request) : Optional.empty();
        if (bearer.isPresent()) {
            tokens.caller(request, bearer.get()).onComplete(
                    principal -> authenticated(context, principal, next),
                    refused -> unauthenticated(context, refused));
            return;
        }
        try {
            authenticated(context, authentication.byCertificate(request), next);
        } catch (AuthenticationException refused) {
            unauthenticated(context, refused);
        }
    }

    private static void authenticated(RoutingContext context, Principal principal, Runnable next) {
        HttpCaller.authenticated(context, principal);
        next.run();
    }

    private static void unauthenticated(RoutingContext context, Throwable refused) {
        if (refused instanceof AuthenticationException) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(context, UNAUTHORIZED, refused.getMessage());
        } else {
            refuse(context, SERVICE_UNAVAILABLE, refused instanceof VaultException ? refused.getMessage() : "the request failed");
        }
    }

    private void admitKnown(RoutingContext context) {
        HttpServerRequest request = context.request();
        Principal caller = HttpCaller.of(context);
        if (caller.byCertificate() && request.method() != HttpMethod.GET && CrossSite.sent(request.headers())) {
            refuseRecorded(context, caller, "Cross-Site Request", "a page of another site had this request sent");
        } else if (context.normalizedPath().startsWith(FRAMEWORK) && !caller.may(Permission.NODE_READ)) {
            refuseRecorded(context, caller, "Read Health", "'" + caller.name() + "' may not read the node's state");
        } else if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            refuse(context, LENGTH_REQUIRED, "a request with a body shall have a Content-Length");
        } else {
            admitBody(context, bodyBytes(request));
        }
    }

    /** What the framework serves is behind no other door, and what nobody wanted to ask comes to none. */
    private void refuseRecorded(RoutingContext context, Principal caller, String operation, String message) {
        VaultException refusal = new VaultException(Reason.PERMISSION_DENIED, message);
        AccessRequest asked = new AccessRequest(caller, context.request().remoteAddress().hostAddress(), "console", operation,
                Permission.NODE_READ);
        context.vertx().executeBlocking(() -> {
            door.refuse(asked, List.of(), refusal);
            return null;
        }, false).onComplete(recorded -> refuse(context, FORBIDDEN, refusal.getMessage()),
                lost -> refuse(context, SERVICE_UNAVAILABLE, "the request could not be recorded"));
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
        int most = mostBytes(context.normalizedPath(), HttpCaller.of(context));
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
    private static boolean isBlock(String path) {
        return path.startsWith("/ingest/v1/") && path.endsWith("/blocks");
    }

    private int mostBytes(String path, Principal caller) {
        if (isBlock(path)) {
            return BLOCK_BYTES;
        }
        return routes.stream()
                .filter(route -> path.startsWith(route.prefix()) && caller.may(route.permission()))
                .mapToInt(Route::mostBytes).findFirst().orElse(SMALL_BYTES);
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
