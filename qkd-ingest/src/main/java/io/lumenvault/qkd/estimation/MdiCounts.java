package io.lumenvault.qkd.estimation;

import io.lumenvault.qkd.link.SourceParameters;

/**
 * Announced Bell states of a block of MDI-BB84 in which both ends had chosen one basis, by Alice's intensity times three and Bob's, 0
 * being the signal. Expectations need not be whole.
 *
 * @param key in the basis of the key; the key is made of those of two signals
 * @param test in the other basis
 * @param testErrors how many of those are wrong
 * @param leftOut bits of the key that leave it after they were counted, with frames that failed verification
 */
public record MdiCounts(double[] key, double[] test, double[] testErrors, double leftOut) {
    /** Pairs of intensities. */
    public static final int PAIRS = SourceParameters.INTENSITIES * SourceParameters.INTENSITIES;

    public MdiCounts {
        if (key.length != PAIRS || test.length != PAIRS || testErrors.length != PAIRS) {
            throw new IllegalArgumentException("counts of " + key.length + ", " + test.length + " and " + testErrors.length + " pairs of intensities; "
                    + PAIRS + " of each are needed");
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            if (!(key[pair] >= 0 && testErrors[pair] >= 0 && testErrors[pair] <= test[pair] && Double.isFinite(key[pair] + test[pair]))) {
                throw new IllegalArgumentException("counts " + key[pair] + ", " + test[pair] + " and " + testErrors[pair] + " errors of pair of intensities "
                        + pair + " are impossible");
            }
        }
        if (!(leftOut >= 0 && leftOut <= key[0])) {
            throw new IllegalArgumentException(leftOut + " bits left out of " + key[0]);
        }
    }
}
