package io.lumenvault.qkd.run;

import io.lumenvault.qkd.distillation.KeyProtocol;
import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.estimation.Estimate;
import java.util.Arrays;

/** Adds up what happens until the second is over. Bob's counts begin anew with each block. */
final class SecondCounter {
    private static final double OVERDUE = 2;

    private final int blockBits;
    private final KeyProtocol protocol;
    private long raw;
    private long sifted;
    private final long[] tested;
    private final long[] errors;
    /** Blocks since the counts were last told. */
    private int finished;
    private long lastSifted;
    private long[] lastTested;
    private long[] lastErrors;
    private double blockTime;
    private double blockSeconds;
    private double secretRate;

    /**
     * @param blockBits sifted key bits of a full block
     * @param protocol what compared bits mean
     */
    SecondCounter(int blockBits, KeyProtocol protocol) {
        this.blockBits = blockBits;
        this.protocol = protocol;
        this.tested = new long[protocol.sifting().testClasses()];
        this.errors = new long[tested.length];
        this.lastTested = new long[tested.length];
        this.lastErrors = new long[tested.length];
    }

    void detected(long clicks) {
        raw += clicks;
    }

    /** What Bob's block in work holds now. */
    void sifted(long key, long[] test, long[] wrong) {
        boolean sameBlock = finished == 0;
        sifted += key - lastSifted + (long) finished * blockBits;
        finished = 0;
        for (int c = 0; c < tested.length; c++) {
            tested[c] += test[c] - (sameBlock ? lastTested[c] : 0);
            errors[c] += wrong[c] - (sameBlock ? lastErrors[c] : 0);
        }
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
        Estimate seen = protocol.estimate(tested, errors);
        Chsh chsh = seen.chsh() == null ? Chsh.UNKNOWN : seen.chsh();
        Second second = new Second(time, raw, sifted, seen.errorRate(), chsh.value(), chsh.deviation(), secret);
        raw = 0;
        sifted = 0;
        Arrays.fill(tested, 0);
        Arrays.fill(errors, 0);
        return second;
    }
}
