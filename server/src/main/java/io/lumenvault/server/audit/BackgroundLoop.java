package io.lumenvault.server.audit;

import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Repeats work that runs behind the log, on a thread of its own. What fails now is tried again: nothing waits for it. */
public final class BackgroundLoop implements AutoCloseable {

    private static final long STOP_SECONDS = 5;

    private final PatientStep guard;
    private final Runnable step;
    private final ScheduledExecutorService thread;

    /**
     * @param name of the thread, and of the work in the node's own log
     * @param step what is repeated; it may throw
     */
    public BackgroundLoop(String name, Runnable step) {
        this.guard = new PatientStep(name);
        this.step = Objects.requireNonNull(step, "step");
        this.thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    /** @param pauseMillis between the end of one repetition and the next */
    public void start(long pauseMillis) {
        thread.scheduleWithFixedDelay(() -> guard.run(step), pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
