package io.lumenvault.db.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Tells whether a server that does not accept connections will do so by itself. One whose startup process lives may replay its log for
 * hours: it is left alone while that process, the checkpointer or an I/O worker uses the processor or waits for a disk. PostgreSQL 18 can
 * also stay without a startup process, when that one ended for want of space, and refuses then for ever.
 */
final class RecoveryWatch {

    /**
     * How long a server may stay as it is.
     *
     * @param abandoned that refuses, without a startup process and without work. Between the end of its processes after a crash and the
     *     startup process there are 5 s at most: then PostgreSQL kills those that are left
     * @param still that has a startup process, or says nothing, without work
     */
    record Limits(Duration abandoned, Duration still) {

        static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofMinutes(5));

        Limits {
            Objects.requireNonNull(abandoned, "abandoned");
            Objects.requireNonNull(still, "still");
        }
    }

    /** What is to be done with the server. */
    enum Verdict { SERVES, WAIT, ABANDONED, STILL }

    private final Limits limits;
    /** Null while the server serves. */
    private List<String> lastWork;
    private long lastProgress;

    RecoveryWatch(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /** Takes a look at a server that lives, at a time of a clock that never goes back. */
    Verdict look(ServerAnswer answer, ServerProcesses processes, long nanos) {
        if (answer == ServerAnswer.ACCEPTS) {
            lastWork = null;
            return Verdict.SERVES;
        }
        if (processes.waitsForDisk() || !processes.work().equals(lastWork)) {
            lastWork = processes.work();
            lastProgress = nanos;
        }
        boolean abandoned = answer == ServerAnswer.REFUSES && !processes.recovers();
        Duration quiet = Duration.ofNanos(nanos - lastProgress);
        if (quiet.compareTo(abandoned ? limits.abandoned() : limits.still()) < 0) {
            return Verdict.WAIT;
        }
        return abandoned ? Verdict.ABANDONED : Verdict.STILL;
    }
}
