package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.keyrate.BinaryEntropy;

/**
 * The error rate of a frame and what follows from it. Its syndrome tells it: a check of d bits is odd with probability
 * (1 - (1 - 2 Q)^d) / 2 (Gallager, Low-density parity-check codes, lemma 4.1). So the decoder does not depend on the
 * estimate that chose the code.
 */
final class LdpcErrorRate {
    /** Share of odd checks above which it tells too little. */
    private static final double MOST_ODD = 0.485;
    private static final double LOWEST = 1e-4;
    private static final double HIGHEST = 0.2;

    private LdpcErrorRate() {
    }

    /**
     * The error rate.
     *
     * @param difference -1 for each odd check, else 0
     * @param estimate taken where the syndrome does not tell
     */
    static double of(LdpcCode code, byte[] difference, double estimate) {
        int odd = 0;
        for (byte check : difference) {
            odd -= check;
        }
        double share = (double) odd / difference.length;
        if (share > MOST_ODD) {
            return Math.clamp(estimate, LOWEST, HIGHEST);
        }
        return Math.clamp((1 - StrictMath.pow(1 - 2 * share, 1 / code.meanRowDegree())) / 2, LOWEST, HIGHEST);
    }

    /**
     * What a frame of independent errors needs, in bits: its share of n h(Q), and a standard deviation more. Both ends
     * choose the code by it, so it is the same on every machine.
     *
     * @param share what the code needs, of h(Q)
     */
    static double need(int bits, double share, double errorRate) {
        double rate = Math.clamp(errorRate, LOWEST, 0.5);
        return share * BinaryEntropy.h(rate) * bits + deviation(bits, rate);
    }

    /** Standard deviation of what a frame of independent errors needs, in bits: sqrt(n Q (1 - Q)) log2((1 - Q) / Q). */
    static double deviation(int bits, double errorRate) {
        return StrictMath.sqrt(bits * errorRate * (1 - errorRate)) * BinaryEntropy.log2((1 - errorRate) / errorRate);
    }
}
