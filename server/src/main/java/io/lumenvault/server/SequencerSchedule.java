package io.lumenvault.server;

import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.audit.Sequencer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Runs the audit sequencer, and records start and stop of the node. */
@Singleton
class SequencerSchedule {

    private static final Logger LOG = Logger.getLogger(SequencerSchedule.class);

    private final Sequencer sequencer;
    private final AuditLog audit;

    SequencerSchedule(Sequencer sequencer, AuditLog audit) {
        this.sequencer = sequencer;
        this.audit = audit;
    }

    void started(@Observes StartupEvent event) {
        audit.append(AuditEvent.system("node", "Start", Result.SERVED, null, Map.of()));
    }

    void stopping(@Observes ShutdownEvent event) {
        try {
            audit.append(AuditEvent.system("node", "Stop", Result.SERVED, null, Map.of()));
            sequence();
            checkpoint();
        } catch (RuntimeException unrecorded) {
            LOG.errorf("the stop could not be recorded: %s", unrecorded.getMessage());
        }
    }

    @Scheduled(every = "0.1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sequence() {
        sequencer.sequence();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void checkpoint() {
        sequencer.checkpoint();
    }
}
