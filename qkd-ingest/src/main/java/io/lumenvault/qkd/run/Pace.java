package io.lumenvault.qkd.run;

/** Holds simulated time back to the clock on the wall. */
final class Pace {
    private final boolean paced;
    private final long start = System.nanoTime();

    /** @param paced whether to hold back; else it runs as fast as it can */
    Pace(boolean paced) {
        this.paced = paced;
    }

    /** Waits until so much time has passed; a run that is behind does not wait. */
    void await(double seconds) throws InterruptedException {
        long early = start + (long) (seconds * 1e9) - System.nanoTime();
        if (paced && early > 0) {
            Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
        }
    }
}
