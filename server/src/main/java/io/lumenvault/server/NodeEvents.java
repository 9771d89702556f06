package io.lumenvault.server;

import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.audit.Sequencer;
import io.lumenvault.server.audit.SequencerLoop;
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
    private final SequencerLoop sequencer;

    NodeEvents(AuditLog audit, Sequencer sequencer, LogFork fork) {
        this.audit = audit;
        this.fork = fork;
        this.log = sequencer;
        this.sequencer = new SequencerLoop(sequencer);
    }

    /** Before all other parts: a node whose log was taken back serves nothing. */
    void started(@Observes @Priority(FIRST) StartupEvent event) {
        log.requireExtension();
        recordFork();
        audit.append(AuditEvent.system("node", "Start", Result.SERVED, null, Map.of()));
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
