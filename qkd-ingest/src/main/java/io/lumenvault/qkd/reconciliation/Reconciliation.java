package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;

/**
 * The methods of reconciliation that a link may be set to. Bob's questions are public and with either method follow from which bits were
 * wrong: Cascade's searches end at them, and after a syndrome he names the bits of which his decoder is least sure, or none when it succeeds.
 */
public enum Reconciliation {
    /** Least disclosure, in some hundred rounds. */
    CASCADE(8, 24, 1.05),
    /** Syndromes of LDPC codes: a few rounds, for links with a long delay. */
    LDPC(LdpcCode.MIN_LOG_FRAME, LdpcCode.MAX_LOG_FRAME, 1.12);

    private final int minLogFrame;
    private final int maxLogFrame;
    private final double efficiency;

    Reconciliation(int minLogFrame, int maxLogFrame, double efficiency) {
        this.minLogFrame = minLogFrame;
        this.maxLogFrame = maxLogFrame;
        this.efficiency = efficiency;
    }

    /** What it discloses for one bit that Shannon asks for, as plans reckon. */
    public double efficiency() {
        return efficiency;
    }

    /** Refuses a frame length that the method does not serve. */
    public void requireFrame(int frameBits) {
        int log = Integer.numberOfTrailingZeros(frameBits);
        if (Integer.bitCount(frameBits) != 1 || log < minLogFrame || log > maxLogFrame) {
            throw new IllegalArgumentException("frame of " + frameBits + " bits; allowed with " + this
                    + " is a power of two from 2^" + minLogFrame + " to 2^" + maxLogFrame);
        }
    }

    /**
     * What both ends share.
     *
     * @param logFrame log2 of the frame length
     * @param seed public seed, equal at both ends
     */
    public Reconciler open(int logFrame, long seed) {
        requireFrame(1 << logFrame);
        return switch (this) {
            case CASCADE -> new CascadeReconciler(new Permutations(logFrame, seed));
            case LDPC -> new LdpcReconciler(logFrame);
        };
    }

    private record CascadeReconciler(Permutations permutations) implements Reconciler {
        @Override
        public Corrector corrector(double errorRate, BitArray key) {
            return new CascadeCorrector(permutations, errorRate, key);
        }

        @Override
        public Responder responder(double errorRate, BitArray key) {
            return new CascadeResponder(permutations, errorRate, key);
        }
    }
}
