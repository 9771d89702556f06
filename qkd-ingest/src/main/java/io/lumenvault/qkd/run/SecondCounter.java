package io.lumenvault.qkd.run;

/** Adds up what happens until the second is over. Bob's counts begin anew with each block. */
final class SecondCounter {
    private static final double OVERDUE = 2;

    private final int blockBits;
    private long raw;
    private long sifted;
    private long tested;
    private long errors;
    /** Blocks since the counts were last told. */
    private int finished;
    private long lastSifted;
    private long lastTested;
    private long lastErrors;
    private double blockTime;
    private double blockSeconds;
    private double secretRate;

    /** @param blockBits sifted key bits of a full block */
    SecondCounter(int blockBits) {
        this.blockBits = blockBits;
    }

    void detected(long clicks) {
        raw += clicks;
    }

    /** What Bob's block in work holds now. */
    void sifted(long key, long test, long wrong) {
        boolean sameBlock = finished == 0;
        sifted += key - lastSifted + (long) finished * blockBits;
        finished = 0;
        tested += test - (sameBlock ? lastTested : 0);
        errors += wrong - (sameBlock ? lastErrors : 0);
        lastSifted = key;
        lastTested = test;
        lastErrors = wrong;
    }

    /** A block is finished or discarded. */
    void block(double time, double seconds, long secretBits) {
        finished++;
        blockTime = time;
        blockSeconds = seconds;
        secretRate = secretBits / seconds;
    }

    /** What was seen in the second; the rate of the last block stands until the next is long overdue. */
    Second take(double time) {
        double secret = time - blockTime > OVERDUE * blockSeconds + 1 ? 0 : secretRate;
        Second second = new Second(time, raw, sifted, tested == 0 ? Double.NaN : (double) errors / tested, Double.NaN, secret);
        raw = 0;
        sifted = 0;
        tested = 0;
        errors = 0;
        return second;
    }
}
