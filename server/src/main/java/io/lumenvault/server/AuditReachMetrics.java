package io.lumenvault.server;

import io.lumenvault.server.audit.SyslogForwarder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How far forwarding is behind the audit log, for whoever watches the node; nothing where none is configured. */
@Singleton
class AuditReachMetrics {

    private final MeterRegistry registry;
    private final AuditReach reach;

    AuditReachMetrics(MeterRegistry registry, AuditReach reach) {
        this.registry = registry;
        this.reach = reach;
    }

    void register(@Observes StartupEvent started) {
        if (reach.forwards()) {
            Gauge.builder("lumenvault.audit.forward.waiting", reach, now -> now.forwarding().map(SyslogForwarder.Status::waiting).orElse(0L))
                    .description("audit entries that have not been sent to the collector").register(registry);
            Gauge.builder("lumenvault.audit.forward.connected", reach,
                            now -> now.forwarding().filter(status -> status.failingSince() == null).isPresent() ? 1 : 0)
                    .description("whether the collector is connected").register(registry);
        }
    }
}
