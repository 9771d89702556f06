package io.lumenvault.cli.drill;

import io.lumenvault.cli.CommandFailure;
import java.time.Duration;

/** Waits for what comes true after a while. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final long PAUSE_MILLIS = 100;
    private static final long MOMENT_MILLIS = 5;

    private Await() {}

    /** What is waited for. */
    public interface Condition {

        /** Whether it is true now. */
        boolean met() throws Exception;
    }

    /**
     * Returns when the condition is met.
     *
     * @param what is waited for, in words
     * @throws CommandFailure when it is not met within three minutes, which is long for a machine that does other work too
     */
    public static void until(String what, Condition condition) throws Exception {
        until(what, condition, PAUSE_MILLIS);
    }

    /** The same for what is over in a moment. */
    static void closely(String what, Condition condition) throws Exception {
        until(what, condition, MOMENT_MILLIS);
    }

    private static void until(String what, Condition condition, long pauseMillis) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.met()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure("waited " + LIMIT.toSeconds() + " s in vain: " + what);
            }
            Thread.sleep(pauseMillis);
        }
    }
}
