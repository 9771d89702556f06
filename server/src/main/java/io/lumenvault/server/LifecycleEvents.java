package io.lumenvault.server;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.server.vault.KeyUpkeep;
import io.lumenvault.server.vault.Policies;
import io.lumenvault.server.vault.PolicyWatch;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Starts what follows the policy: the watch over its version, and the passes over all objects. Of several nodes of one database one
 * makes a pass at a time, and a pass takes a twentieth of one thread's time at most.
 */
@Singleton
class LifecycleEvents {

    /** After the audit log was found whole, before anything is served. */
    private static final int EARLY = 2;
    private static final long PAUSE_MILLIS = 2000;
    /** A pass may take a twentieth of the time: pauses grow with the number of objects. */
    private static final long PAUSE_PER_WORK = 19;
    private static final String LOCK = "lifecycle upkeep";

    private final BackgroundLoop loop = BackgroundLoop.paced("lifecycle-upkeep", this::pass);
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
        loop.start(PAUSE_MILLIS);
    }

    private Duration pass() {
        long start = System.nanoTime();
        locks.run(LOCK, () -> upkeep.pass(() -> !stopping));
        long tookMillis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return Duration.ofMillis(Math.max(PAUSE_MILLIS, tookMillis * PAUSE_PER_WORK));
    }

    void stopping(@Observes ShutdownEvent event) {
        stopping = true;
        loop.close();
        watch.close();
    }
}
