package io.lumenvault.server.access;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ResourceInfo;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The caller of the HTTP request at hand, from the client certificate that TLS has verified. */
@RequestScoped
public class HttpCaller {

    private final RoutingContext routing;
    private final PrincipalDirectory directory;
    private final ResourceInfo route;

    HttpCaller(RoutingContext routing, PrincipalDirectory directory, ResourceInfo route) {
        this.routing = routing;
        this.directory = directory;
        this.route = route;
    }

    /** The permission that the route at hand declares. */
    public Permission permission() {
        return Declaration.declared(route.getResourceMethod()).orElseThrow(
                () -> new IllegalStateException(route.getResourceMethod() + " declares no permission"));
    }

    /** The principal; without roles when the certificate belongs to nobody known. */
    public Principal principal() {
        try {
            return directory.byCertificate(
                    (X509Certificate) routing.request().sslSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException unverified) {
            // The listener demands a certificate, so this is a defect, not a caller's mistake.
            throw new IllegalStateException("no client certificate on a listener that demands one", unverified);
        }
    }

    /** The caller's address, without port. */
    public String address() {
        SocketAddress remote = routing.request().remoteAddress();
        return remote == null ? null : remote.hostAddress();
    }
}
