package io.lumenvault.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A second HTTPS port, for the console alone, where TLS asks for a client certificate and does not insist: whoever has none brings a
 * bearer token with each request. On the node's other port no connection comes about without a certificate. Both lead to the same
 * routes, through the same admission.
 */
@Singleton
class ConsoleListener {

    private static final Logger LOG = Logger.getLogger(ConsoleListener.class);
    private static final int IDLE_SECONDS = 60;
    private static final long WATCH_MILLIS = 1000;
    private static final int HEADER_BYTES = 16 << 10;
    private static final String TLS = "kmip";

    private final ListenerConfig.Console config;
    private final TlsConfigurationRegistry tls;
    private final Vertx vertx;
    private HttpServer server;
    private long watch;

    ConsoleListener(SiteConfig config, TlsConfigurationRegistry tls, Vertx vertx) {
        this.config = config.console();
        this.tls = tls;
        this.vertx = vertx;
    }

    /** When the other port is open: then the routes are complete. */
    void started(@ObservesAsync HttpsServerStart event) {
        if (config.port().isEmpty() || server != null) {
            return;
        }
        TlsConfiguration own = tls.get(TLS).orElseThrow();
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setClientAuth(ClientAuth.REQUEST)
                .setKeyCertOptions(own.getKeyStoreOptions()).setTrustOptions(own.getTrustStoreOptions())
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2")).setUseAlpn(false)
                .setIdleTimeout(IDLE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS).setMaxHeaderSize(HEADER_BYTES);
        ConsoleConnections connections = new ConsoleConnections(config.connections(), Duration.ofSeconds(IDLE_SECONDS));
        Handler<HttpServerRequest> routes = VertxHttpRecorder.getRootHandler();
        server = vertx.createHttpServer(options).connectionHandler(connections::opened).requestHandler(request -> {
            connections.begun(request);
            routes.handle(request);
        });
        watch = vertx.setPeriodic(WATCH_MILLIS, _ -> connections.closeOverdue());
        server.listen(config.port().getAsInt(), config.host()).onFailure(
                failure -> LOG.errorf("the console's port %d cannot be opened: %s", config.port().getAsInt(), failure.getMessage()));
    }

    void stopping(@Observes ShutdownEvent event) {
        if (server != null) {
            vertx.cancelTimer(watch);
            server.close();
        }
    }
}
