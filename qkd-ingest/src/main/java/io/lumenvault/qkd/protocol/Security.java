package io.lumenvault.qkd.protocol;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.link.Range;

/**
 * What is taken off a sifted key.
 *
 * @param efficiency f of error correction, 1 at Shannon's limit
 * @param epsilonSecrecy epsilon_sec of a block
 * @param epsilonCorrectness epsilon_cor of a block
 */
public record Security(double efficiency, double epsilonSecrecy, double epsilonCorrectness) {
    public Security {
        Range.check("efficiency of error correction", efficiency, 1, 3);
        Range.check("epsilon of secrecy", epsilonSecrecy, 1e-30, 0.1);
        Range.check("epsilon of correctness", epsilonCorrectness, 1e-30, 0.1);
    }

    /** Bits that error correction discloses: n f h(Q). */
    public double disclosed(double bits, double errorRate) {
        return bits * efficiency * BinaryEntropy.h(Math.min(errorRate, 0.5));
    }
}
