package io.lumenvault.qkd.distillation;

import io.lumenvault.qkd.estimation.Chsh;
import java.util.Arrays;

/** What became of a block. */
public sealed interface BlockResult {
    /** Error rate that was measured, 0 to 1. */
    double qber();

    /** CHSH value that was measured, or null where the protocol does not. */
    Chsh chsh();

    /** Sifted key bits of the block. */
    long siftedBits();

    /**
     * A block of secret key, the same bits at both ends under the same number. Wipe the key after use.
     *
     * @param sequence number of the block on its link
     * @param key secret bits, net of the refill of the authentication pool
     * @param qber error rate of the key basis
     * @param chsh CHSH value, or null
     * @param epsilon composed security parameter
     * @param disclosedBits what was said of the frames used (parities, verification hashes, errors), and the test bits of the block
     * @param siftedBits sifted key bits used
     * @param gain clicks a clock slot; not a number for a block that began and ended within a stretch of light
     * @param failedFrames frames that did not pass verification and were left out
     * @param refillBytes authentication key that was set aside
     */
    record Distilled(long sequence, byte[] key, double qber, Chsh chsh, double epsilon, long disclosedBits, long siftedBits,
                     double gain, int failedFrames, int refillBytes) implements BlockResult {
        public void wipe() {
            Arrays.fill(key, (byte) 0);
        }

        @Override
        public String toString() {
            return "Distilled[sequence=" + sequence + ", bits=" + key.length * 8L + "]";
        }
    }

    /**
     * A block that was discarded.
     *
     * @param reason why, for people
     * @param qber error rate that was measured
     * @param chsh CHSH value, or null
     * @param siftedBits sifted key bits lost
     */
    record Discarded(String reason, double qber, Chsh chsh, long siftedBits) implements BlockResult {
    }
}
