package io.lumenvault.qkd.reconciliation;

/** Block sizes of option (8): k1 = 2^ceil(a), k2 = 2^ceil((a + 12)/2), k3 = 4096, then n/2, with a = log2(1/Q) - 1/2. */
final class CascadeSchedule {
    static final int PASSES = 14;

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
        double a = Math.log(1 / q) / Math.log(2) - 0.5;
        int[] sizes = new int[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            double wanted = switch (pass) {
                case 0 -> Math.ceil(a);
                case 1 -> Math.ceil((a + 12) / 2);
                case 2 -> 12;
                default -> logFrame - 1;
            };
            sizes[pass] = (int) Math.clamp(wanted, 1, logFrame - 1);
        }
        return sizes;
    }
}
