package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.keyrate.BinaryEntropy;

/**
 * Block sizes: the first two passes of option (8) of Martinez-Mateo et al. (arXiv:1407.3257), k1 = 2^ceil(a) and
 * k2 = 2^ceil((a + 12)/2) with a = log2(1/Q) - 1/2, then n/2. Where every sub-block parity is used again, the third pass of that
 * option, of blocks of 4096, costs more parities than it saves. A pass of halves costs one parity: there are enough of them that
 * an error pattern that the first two passes leave stays unseen with probability 2^-18.
 */
final class CascadeSchedule {
    static final int PASSES = 20;

    private CascadeSchedule() {
    }

    /**
     * Base-2 logarithms of the top block size of each pass.
     *
     * @param logFrame log2 of the frame length
     * @param errorRate estimate Q of the error rate
     */
    static int[] logBlockSizes(int logFrame, double errorRate) {
        double q = Math.clamp(errorRate, 1e-5, 0.25);
        double a = BinaryEntropy.log2(1 / q) - 0.5;
        int[] sizes = new int[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            double wanted = switch (pass) {
                case 0 -> Math.ceil(a);
                case 1 -> Math.ceil((a + 12) / 2);
                default -> logFrame - 1;
            };
            sizes[pass] = (int) Math.clamp(wanted, 1, logFrame - 1);
        }
        return sizes;
    }
}
