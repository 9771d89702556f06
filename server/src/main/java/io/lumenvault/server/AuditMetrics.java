package io.lumenvault.server;

import io.lumenvault.server.audit.LeafWatch;
import io.lumenvault.server.audit.Witnesses;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Metrics of the audit log's leaves and witnesses. */
@Singleton
class AuditMetrics {

    private static final double MILLIS_A_SECOND = 1000;

    private final MeterRegistry registry;
    private final LeafWatch leaves;
    private final Witnesses witnesses;
    private final Clock clock;

    AuditMetrics(MeterRegistry registry, LeafWatch leaves, Witnesses witnesses, Clock clock) {
        this.registry = registry;
        this.leaves = leaves;
        this.witnesses = witnesses;
        this.clock = clock;
    }

    void started(@Observes StartupEvent event) {
        Gauge.builder("lumenvault.audit.leafless.age", leaves, watch -> watch.oldest().toMillis() / MILLIS_A_SECOND).baseUnit("seconds")
                .description("Time since the oldest audit entry without a leaf; 0 when all have theirs").register(registry);
        Gauge.builder("lumenvault.audit.missed.entries", leaves, LeafWatch::missed)
                .description("Audit entries that this node has committed and that have vanished before they had a leaf").register(registry);
        Gauge.builder("lumenvault.audit.witnesses.lost", witnesses, Witnesses::lost)
                .description("Witnesses that did not cosign the last head offered to them").register(registry);
        Gauge.builder("lumenvault.audit.witnessed.age", this, AuditMetrics::age).baseUnit("seconds")
                .description("Time since a witness last cosigned a head; not a number without witnesses").register(registry);
    }

    private double age() {
        return witnesses.seen().stream().map(Witnesses.Seen::time).filter(time -> time != null).max(Instant::compareTo)
                .map(time -> (double) Duration.between(time, clock.instant()).toSeconds()).orElse(Double.NaN);
    }
}
