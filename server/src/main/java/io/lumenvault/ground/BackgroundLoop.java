package io.lumenvault.ground;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Repeats work behind the requests, on a thread of its own. What fails now is tried again: nothing waits for it. */
public final class BackgroundLoop implements AutoCloseable {

    private static final long STOP_MILLIS = 5000;

    private final PatientStep guard;
    private final Supplier<Duration> step;
    private final Thread thread;
    private Duration pause;
    private volatile boolean stopping;

    /**
     * Repeats a step with the same pause after each.
     *
     * @param name of the thread, and of the work in the node's own log
     * @param step what is repeated; it may throw
     */
    public BackgroundLoop(String name, Runnable step) {
        this(name, null, Objects.requireNonNull(step, "step"));
    }

    private BackgroundLoop(String name, Supplier<Duration> paced, Runnable plain) {
        this.guard = new PatientStep(name);
        this.step = paced != null ? paced : () -> {
            plain.run();
            return pause;
        };
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::repeat);
    }

    /**
     * Repeats a step that says itself how long the pause after it is.
     *
     * @param name as above
     * @param step what is repeated; it may throw
     */
    public static BackgroundLoop paced(String name, Supplier<Duration> step) {
        return new BackgroundLoop(name, Objects.requireNonNull(step, "step"), null);
    }

    /**
     * Starts, once.
     *
     * @param pauseMillis before the first step, after one that failed, and between steps that do not say another
     */
    public void start(long pauseMillis) {
        pause = Duration.ofMillis(pauseMillis);
        thread.start();
    }

    private void repeat() {
        try {
            Duration next = pause;
            // An interruption may be swallowed by what the step calls.
            while (!stopping) {
                Thread.sleep(next);
                Duration[] said = {pause};
                guard.run(() -> said[0] = step.get());
                next = said[0];
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the step that is being taken, and waits some seconds for its end. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
