package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.FiniteKey;
import io.lumenvault.qkd.estimation.KeptKey;
import io.lumenvault.qkd.keyrate.SinglePhotonFiniteKey;
import java.util.Arrays;

/**
 * Finite key of E91 with trusted devices: the bound of BBM92 ({@link SinglePhotonFiniteKey}), whose test has a known noise here.
 *
 * <p>The two directions that match are 45 degrees apart on the Bloch sphere, so that errors along one bound nothing along the
 * other. The key is made along x; its phase errors are the errors along z, which Alice measures (direction 0). Bob measures
 * along (z + x)/sqrt 2 or, with the bit turned over, (z - x)/sqrt 2, with equal probability. On average that is the
 * measurement (1 +- z/sqrt 2)/2, which is z with the bit flipped by a coin of probability p = (1 - 1/sqrt 2)/2: no experiment
 * tells the two apart. Where m of k test bits are wrong along z, k p + m (1 - 2p) are seen wrong on average, with
 * 1 - 2p = 1/sqrt 2, and by Hoeffding, but for a chance of e,
 * <pre>m/k <= sqrt 2 (seen/k - p + sqrt(ln(1/e)/(2k))).</pre>
 * That is the error rate to be tolerated, m among k being a sample without replacement as in BBM92. There a sample may mislead
 * with probability (eps/2)^2; here this is shared out in equal parts: e = eps^2/8, and BBM92's eps is less by sqrt 2. As there, all phase
 * errors of the block are charged to the bits that stayed when frames failed.
 *
 * <p>It is no device-independent bound. It trusts that the ends measure along these directions on one photon each, and that an
 * end's chance to see a photon does not depend on the direction. The CHSH value is no part of it: it stops a link whose light is not
 * entangled.
 *
 * @param epsilonSecrecy epsilon_sec
 * @param epsilonCorrectness epsilon_cor
 */
public record E91FiniteKey(double epsilonSecrecy, double epsilonCorrectness) implements FiniteKey {
    private static final double NOISE = (1 - Math.sqrt(0.5)) / 2;

    @Override
    public long secretBits(DecoyCounts block, KeptKey kept, double disclosedBits) {
        return secretBits(kept.total(), block.keyTotal(), E91Bases.phaseTest(Arrays.stream(block.test()).asDoubleStream().toArray(),
                Arrays.stream(block.testErrors()).asDoubleStream().toArray()), disclosedBits);
    }

    long secretBits(long keptBits, long blockBits, E91Bases.PhaseTest test, double disclosedBits) {
        return SinglePhotonFiniteKey.secretBits(keptBits, blockBits, (long) test.bits(), toleratedError(test), disclosedBits,
                epsilonSecrecy / Math.sqrt(2), epsilonCorrectness);
    }

    private double toleratedError(E91Bases.PhaseTest test) {
        double deviation = Math.sqrt(StrictMath.log(8 / (epsilonSecrecy * epsilonSecrecy)) / (2 * test.bits()));
        return Math.max(0, phaseErrorRate(test) + Math.sqrt(2) * deviation);
    }

    /** The error rate along z that is likeliest: what was seen, without the noise. */
    static double phaseErrorRate(E91Bases.PhaseTest test) {
        return Math.sqrt(2) * (test.errors() / test.bits() - NOISE);
    }
}
