package io.lumenvault.server.vault.masterkey;

import java.util.function.LongSupplier;

/**
 * How fast sealing anew may go: so many rows a second at most, and out of the way of requests. After a batch during which
 * requests used the HSM a lane rests for three times as long as the batch took, so that it takes a quarter of the time at most.
 */
final class Pace {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long REST = 3;

    private final long rowsPerSecond;
    private final LongSupplier uses;
    private long due = System.nanoTime();

    /**
     * @param rowsPerSecond for all lanes together
     * @param uses how often requests have used the HSM so far
     */
    Pace(long rowsPerSecond, LongSupplier uses) {
        this.rowsPerSecond = rowsPerSecond;
        this.uses = uses;
    }

    /** What a lane notes before a batch. */
    record Mark(long uses, long nanos) {}

    Mark begin() {
        return new Mark(uses.getAsLong(), System.nanoTime());
    }

    /** Waits after a batch of so many rows for as long as it has to. */
    void rest(Mark begun, int rows) throws InterruptedException {
        long now = System.nanoTime();
        long rest = Math.max(0, debt(rows, now));
        if (uses.getAsLong() != begun.uses()) {
            rest = Math.max(rest, REST * (now - begun.nanos()));
        }
        if (rest > 0) {
            Thread.sleep(rest / 1_000_000, (int) (rest % 1_000_000));
        }
    }

    private synchronized long debt(int rows, long now) {
        due = Math.max(due, now) + rows * NANOS_PER_SECOND / rowsPerSecond;
        return due - now;
    }
}
