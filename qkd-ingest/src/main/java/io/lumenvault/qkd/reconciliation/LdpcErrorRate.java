package io.lumenvault.qkd.reconciliation;

/**
 * The error rate of a frame, from its syndrome: a check of d bits is odd with probability (1 - (1 - 2 Q)^d) / 2
 * (Gallager, Low-density parity-check codes, lemma 4.1). So the decoder does not depend on the estimate that chose the code.
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
        return Math.clamp((1 - Math.pow(1 - 2 * share, 1 / code.meanRowDegree())) / 2, LOWEST, HIGHEST);
    }
}
