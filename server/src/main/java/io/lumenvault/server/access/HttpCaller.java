package io.lumenvault.server.access;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Objects;

/** The caller of the HTTP request at hand, as it was authenticated before the request was admitted. */
@RequestScoped
public class HttpCaller {

    private static final String PRINCIPAL = Principal.class.getName();

    private final RoutingContext routing;
    private final ResourceInfo route;

    HttpCaller(RoutingContext routing, ResourceInfo route) {
        this.routing = routing;
        this.route = route;
    }

    /** Notes who sends a request; done once, before anything else looks at it. */
    public static void authenticated(RoutingContext context, Principal principal) {
        context.put(PRINCIPAL, principal);
    }

    /** Who sends a request that has been authenticated. */
    public static Principal of(RoutingContext context) {
        return Objects.requireNonNull(context.<Principal>get(PRINCIPAL), "the request has not been authenticated");
    }

    /** The permission that the route at hand declares. */
    public Permission permission() {
        return Declaration.permission(route.getResourceMethod()).orElseThrow(
                () -> new IllegalStateException(route.getResourceMethod() + " declares no permission"));
    }

    /** The principal; without roles when it is nobody known. */
    public Principal principal() {
        return of(routing);
    }

    /**
     * The principal where machines call, by a certificate alone. Admission looks at no token there; if one came this far all the same, it
     * would make whoever has it another principal than the certificate's.
     */
    public Principal certified() {
        Principal principal = principal();
        if (!principal.byCertificate()) {
            throw new ForbiddenException("a client certificate is needed");
        }
        return principal;
    }

    /** Does something once the answer has been sent, or cannot be any more. */
    public void whenAnswered(Runnable work) {
        routing.addEndHandler(_ -> work.run());
    }

    /** The caller's address, without port. */
    public String address() {
        SocketAddress remote = routing.request().remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }
}
