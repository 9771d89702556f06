package io.lumenvault.server;

import io.lumenvault.server.vault.Approvals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Records requests under approval whose time is over. That it is over is judged when they are used; this only makes it seen. */
@Singleton
class ApprovalExpiry {

    private static final Logger LOG = Logger.getLogger(ApprovalExpiry.class);
    private static final long EVERY_SECONDS = 5;

    private final Approvals approvals;
    private ScheduledExecutorService thread;

    ApprovalExpiry(Approvals approvals) {
        this.approvals = approvals;
    }

    void started(@Observes StartupEvent event) {
        thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("approval-expiry").daemon().factory());
        thread.scheduleWithFixedDelay(this::expire, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stopping(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private void expire() {
        try {
            approvals.expire();
        } catch (RuntimeException later) {
            LOG.warnf("approvals that have expired could not be recorded yet: %s", later.getMessage());
        }
    }
}
