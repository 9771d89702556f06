package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.server.audit.Partitions;
import io.lumenvault.server.audit.Retention;
import io.lumenvault.server.audit.StrayMonths;
import io.lumenvault.server.audit.Witnesses;
import io.lumenvault.server.lifecycle.NodeClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the audit log needs from time to time: partitions for the months to come, archives of old ones, and its witnesses asked. */
@Singleton
class AuditUpkeep {

    private static final Duration MONTHS = Duration.ofMinutes(10);

    private final BackgroundLoop monthLoop;
    private final BackgroundLoop witnessLoop;
    private final long witnessMillis;

    AuditUpkeep(Database database, AuditLog audit, Witnesses witnesses, Retention retention, StrayMonths strays, SiteConfig config, NodeClock nodeClock) {
        Partitions partitions = new Partitions(database, audit, nodeClock);
        this.monthLoop = new BackgroundLoop("audit-months", () -> {
            partitions.prepare();
            strays.gather();
            if (nodeClock.mayDestroy()) {
                config.audit().keepMonths().ifPresent(retention::archiveOlderThan);
            }
        });
        this.witnessLoop = new BackgroundLoop("audit-witness", witnesses::offer);
        this.witnessMillis = Duration.ofSeconds(config.audit().witnessSeconds()).toMillis();
    }

    void started(@Observes StartupEvent event) {
        monthLoop.start(MONTHS.toMillis());
        witnessLoop.start(witnessMillis);
    }

    void stopping(@Observes ShutdownEvent event) {
        witnessLoop.close();
        monthLoop.close();
    }
}
