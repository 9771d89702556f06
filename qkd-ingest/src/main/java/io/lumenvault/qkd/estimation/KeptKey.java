package io.lumenvault.qkd.estimation;

import java.util.Arrays;

/**
 * What of a block's key stayed when frames that did not pass verification were left out. An eavesdropper chooses which frames fail, by
 * the errors that she makes in them, and so which bits stay: they are no sample of the block, and a bound on what stayed has to come from
 * the whole block.
 *
 * @param bits those that stayed, by intensity
 * @param errors how many errors reconciliation found in them
 */
public record KeptKey(long[] bits, long[] errors) {
    public KeptKey {
        if (bits.length != DecoyCounts.INTENSITIES || errors.length != DecoyCounts.INTENSITIES) {
            throw new IllegalArgumentException(bits.length + " counts of bits and " + errors.length + " of errors; " + DecoyCounts.INTENSITIES
                    + " of each are needed");
        }
        for (int k = 0; k < bits.length; k++) {
            if (errors[k] < 0 || errors[k] > bits[k]) {
                throw new IllegalArgumentException(errors[k] + " errors in " + bits[k] + " bits of intensity " + (k + 1) + " are impossible");
            }
        }
    }

    /** All of the block, no frame of which failed. */
    public static KeptKey whole(DecoyCounts block, long[] errors) {
        return new KeptKey(block.key(), errors);
    }

    public long total() {
        return Arrays.stream(bits).sum();
    }

    /**
     * How many bits of the block were left out.
     *
     * @throws IllegalArgumentException if more stayed than there were
     */
    public long removed(DecoyCounts block) {
        for (int k = 0; k < bits.length; k++) {
            if (bits[k] > block.key()[k]) {
                throw new IllegalArgumentException(bits[k] + " bits of intensity " + (k + 1) + " kept of " + block.key()[k]);
            }
        }
        return block.keyTotal() - total();
    }

    /** The most errors that the whole block can have had, by intensity: nobody learns those of a frame that failed. */
    long[] mostErrors(DecoyCounts block) {
        long[] most = errors.clone();
        for (int k = 0; k < most.length; k++) {
            most[k] += block.key()[k] - bits[k];
        }
        return most;
    }
}
