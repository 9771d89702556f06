package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.ground.Duties;
import io.lumenvault.server.audit.LeafWatch;
import io.lumenvault.server.audit.Partitions;
import io.lumenvault.server.audit.Retention;
import io.lumenvault.server.audit.StrayMonths;
import io.lumenvault.server.audit.Witnesses;
import io.lumenvault.server.lifecycle.NodeClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the audit log needs from time to time: partitions for the months to come, archives of old ones, its witnesses and leaves asked for. */
@Singleton
class AuditUpkeep {

    private static final Duration MONTHS = Duration.ofMinutes(10);
    private static final Duration LEAVES = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final Duties months;
    private final BackgroundLoop monthLoop;
    private final BackgroundLoop witnessLoop;
    private final BackgroundLoop leafLoop;
    private final long witnessMillis;

    AuditUpkeep(Database database, AuditLog audit, Witnesses witnesses, LeafWatch leaves, Retention retention, StrayMonths strays, SiteConfig config,
            NodeClock nodeClock, MeterRegistry registry) {
        Partitions partitions = new Partitions(database, audit, nodeClock);
        this.registry = registry;
        this.months = new Duties().add("audit-partitions", partitions::prepare).add("audit-strays", strays::gather)
                .add("audit-retention", () -> {
                    if (nodeClock.mayDestroy()) {
                        config.audit().keepMonths().ifPresent(retention::archiveOlderThan);
                    }
                });
        this.monthLoop = new BackgroundLoop("audit-months", months::run);
        this.witnessLoop = new BackgroundLoop("audit-witness", witnesses::offer);
        this.leafLoop = new BackgroundLoop("audit-leaves", leaves::look);
        this.witnessMillis = Duration.ofSeconds(config.audit().witnessSeconds()).toMillis();
    }

    void started(@Observes StartupEvent event) {
        Gauge.builder("lumenvault.audit.upkeep.failing", months, Duties::failing)
                .description("Duties of the audit log (partitions, stray months, retention) that failed when they were last done").register(registry);
        monthLoop.start(MONTHS.toMillis());
        witnessLoop.start(witnessMillis);
        leafLoop.start(LEAVES.toMillis());
    }

    void stopping(@Observes ShutdownEvent event) {
        leafLoop.close();
        witnessLoop.close();
        monthLoop.close();
    }
}
