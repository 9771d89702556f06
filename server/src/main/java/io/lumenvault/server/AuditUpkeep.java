package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.BackgroundLoop;
import io.lumenvault.server.audit.Partitions;
import io.lumenvault.server.audit.Witnesses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the audit log needs from time to time: partitions for the months to come, and its witnesses asked. */
@Singleton
class AuditUpkeep {

    private static final Duration PARTITIONS = Duration.ofHours(1);

    private final Partitions partitions;
    private final BackgroundLoop partitionLoop;
    private final BackgroundLoop witnessLoop;
    private final long witnessMillis;

    AuditUpkeep(Database database, AuditLog audit, Witnesses witnesses, SiteConfig config, Clock clock) {
        this.partitions = new Partitions(database, audit, clock);
        this.partitionLoop = new BackgroundLoop("audit-partitions", partitions::prepare);
        this.witnessLoop = new BackgroundLoop("audit-witness", witnesses::offer);
        this.witnessMillis = Duration.ofSeconds(config.audit().witnessSeconds()).toMillis();
    }

    void started(@Observes StartupEvent event) {
        partitions.prepare();
        partitionLoop.start(PARTITIONS.toMillis());
        witnessLoop.start(witnessMillis);
    }

    void stopping(@Observes ShutdownEvent event) {
        witnessLoop.close();
        partitionLoop.close();
    }
}
