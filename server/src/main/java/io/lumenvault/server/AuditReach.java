package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.server.audit.SearchIndex;
import io.lumenvault.server.audit.SyslogForwarder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs what follows the audit log at a distance: the index for its search, and forwarding to a collector. */
@Singleton
public class AuditReach {

    private static final Logger LOG = Logger.getLogger(AuditReach.class);
    private static final long INDEX_PAUSE_MILLIS = 500;
    private static final long FORWARD_PAUSE_MILLIS = 200;
    /** The node's own certificate, and the authority that it trusts. */
    private static final String TLS = "peers";

    private final BackgroundLoop index;
    private final SyslogForwarder forwarder;
    private final BackgroundLoop forwarding;

    AuditReach(Database database, SiteConfig config, TlsConfigurationRegistry tls, Clock clock) throws Exception {
        this.index = new BackgroundLoop("audit-index", new SearchIndex(database)::grow);
        SyslogForwarder.Target target = target(config).orElse(null);
        this.forwarder = target == null ? null
                : new SyslogForwarder(database, tls.get(TLS).orElseThrow().createSSLContext(), target, clock);
        this.forwarding = forwarder == null ? null : new BackgroundLoop("audit-syslog", forwarder::step);
    }

    /** The collector that entries are forwarded to; empty when none is configured. */
    static Optional<SyslogForwarder.Target> target(SiteConfig config) {
        AuditConfig.Syslog syslog = config.audit().syslog();
        return syslog.host().map(host ->
                new SyslogForwarder.Target(host, syslog.port(), config.site(), syslog.enterpriseNumber(), syslog.resendBytes()));
    }

    /** How forwarding stands; empty when there is none. */
    public Optional<SyslogForwarder.Status> forwarding() {
        return Optional.ofNullable(forwarder).map(SyslogForwarder::status);
    }

    /** Whether a collector is configured. */
    boolean forwards() {
        return forwarder != null;
    }

    void started(@Observes StartupEvent event) {
        index.start(INDEX_PAUSE_MILLIS);
        if (forwarding != null) {
            forwarding.start(FORWARD_PAUSE_MILLIS);
        }
    }

    void stopping(@Observes ShutdownEvent event) {
        index.close();
        if (forwarding != null) {
            forwarder.abort();
            forwarding.close();
            try {
                forwarder.leave();
            } catch (RuntimeException lost) {
                LOG.warnf("audit forwarding is not handed over: %s", lost.getMessage());
            }
        }
    }
}
