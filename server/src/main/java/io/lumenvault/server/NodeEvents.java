package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.AuditRights;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Partitions;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.audit.Sequencer;
import io.lumenvault.server.audit.SequencerLoop;
import io.lumenvault.server.lifecycle.NodeClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logging.Logger;

/** Records start and stop of the node, and runs the audit sequencer in between. */
@Singleton
class NodeEvents {

    private static final int FIRST = 1;
    private static final Logger LOG = Logger.getLogger(NodeEvents.class);

    private final AuditLog audit;
    private final Sequencer log;
    private final LogFork fork;
    private final WitnessedLog witnessed;
    private final AuditRights rights;
    private final Partitions partitions;
    private final SequencerLoop sequencer;

    NodeEvents(AuditLog audit, Sequencer sequencer, LogFork fork, WitnessedLog witnessed, Database database, NodeClock nodeClock) {
        this.audit = audit;
        this.partitions = new Partitions(database, audit, nodeClock);
        this.rights = new AuditRights(database);
        this.fork = fork;
        this.witnessed = witnessed;
        this.log = sequencer;
        this.sequencer = new SequencerLoop(sequencer);
    }

    /** Before all other parts: a node whose log was taken back serves nothing. */
    void started(@Observes @Priority(FIRST) StartupEvent event) {
        log.requireExtension();
        witnessed.require();
        // Before the first entry of this run: of a node that was down for long it would have no month to go to.
        partitions.prepare();
        recordFork();
        boolean insertOnly = rights.insertOnly();
        if (!insertOnly) {
            LOG.warn("the server's own database role may change or delete audit entries: name an owner of the tables"
                    + " (lumenvault.database.owner-user) and let lumenvault.database.user be another role");
        }
        audit.append(AuditEvent.system("node", "Start", Result.SERVED, null, Map.of("audit-rights", insertOnly ? "insert-only" : "owner")));
        sequencer.start();
    }

    /** A fork that officers have accepted is the first thing that the log says when it goes on. */
    private void recordFork() {
        try {
            AuditEvent accepted = fork.unrecorded().orElse(null);
            if (accepted != null) {
                audit.append(accepted);
                fork.recorded();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the accepted fork of the audit log cannot be recorded", unreadable);
        }
    }

    void stopping(@Observes ShutdownEvent event) {
        try {
            audit.append(AuditEvent.system("node", "Stop", Result.SERVED, null, Map.of()));
        } catch (RuntimeException unrecorded) {
            LOG.errorf("the stop could not be recorded: %s", unrecorded.getMessage());
        }
        sequencer.close();
    }
}
