package io.lumenvault.server;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.server.vault.KeyUpkeep;
import io.lumenvault.server.vault.Policies;
import io.lumenvault.server.vault.PolicyWatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts what follows the policy: the watch over its version, and the passes over all objects. Of several nodes of one database one
 * makes a pass at a time, and a pass takes a tenth of one thread's time at most.
 */
@Singleton
class LifecycleEvents {

    /** After the audit log was found whole, before anything is served. */
    private static final int EARLY = 2;
    private static final long PAUSE_MILLIS = 2000;
    /** A pass may take a tenth of the time: pauses grow with the number of objects. */
    private static final long PAUSE_PER_WORK = 9;
    private static final String LOCK = "lifecycle upkeep";
    private static final Logger LOG = Logger.getLogger(LifecycleEvents.class);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lifecycle-upkeep").factory());
    private final AdvisoryLock locks;
    private final KeyUpkeep upkeep;
    private final PolicyWatch watch;
    private volatile boolean stopping;

    LifecycleEvents(AdvisoryLock locks, KeyUpkeep upkeep, Policies policies) {
        this.locks = locks;
        this.upkeep = upkeep;
        this.watch = new PolicyWatch(policies);
    }

    void started(@Observes @Priority(EARLY) StartupEvent event) {
        watch.start();
        timer.schedule(this::pass, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void pass() {
        long start = System.nanoTime();
        try {
            locks.run(LOCK, () -> upkeep.pass(() -> !stopping));
        } catch (RuntimeException failure) {
            LOG.warnf("the pass over all objects will be made again: %s", failure.getMessage());
        }
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (!stopping) {
            timer.schedule(this::pass, Math.max(PAUSE_MILLIS, tookMillis * PAUSE_PER_WORK), TimeUnit.MILLISECONDS);
        }
    }

    void stopping(@Observes ShutdownEvent event) {
        stopping = true;
        timer.shutdownNow();
        watch.close();
    }
}
