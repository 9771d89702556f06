package io.lumenvault.qkd.estimation;

import static io.lumenvault.qkd.keyrate.BinaryEntropy.log2;

import java.util.List;

/**
 * Finite key length of three-intensity decoy-state BB84 with weak coherent pulses: Lim, Curty, Walenta, Xu and Zbinden,
 * PRA 89, 022307 (2014). The key comes from basis X of all intensities, the phase error is bounded from basis Z.
 * lambda_EC is the number of bits really disclosed, not an estimate.
 *
 * <p>Frames that failed are left out of the key, and an eavesdropper who makes frames fail chooses which. She may choose those in which
 * she made no phase error, so that the test is thinner than the key that stays; and having heard the intensities of light that came
 * before, she may choose those whose intensities turned out well. Hence all bounds are of the whole block, and every bit that was left
 * out is taken for a secret one without phase error ({@link SecretEvents#without}). The paper knows no frames; without a failed one its
 * length comes out.
 *
 * @param intensities mu1 > mu2 + mu3, mu2 > mu3 >= 0
 * @param probabilities p1, p2, p3
 * @param epsilonSecrecy epsilon_sec
 * @param epsilonCorrectness epsilon_cor
 */
public record ThreeIntensityFiniteKey(List<Double> intensities, List<Double> probabilities, double epsilonSecrecy,
                                      double epsilonCorrectness) {
    private static final int TERMS = 21;

    /**
     * The bounds behind a length.
     *
     * @param length secret bits, 0 or more
     * @param exactLength the length before it is rounded down and clipped; negative infinity where a bound fails
     * @param keyVacuum s_{X,0}, least number of vacuum events of the block
     * @param keySingle s_{X,1}, least number of single-photon events of the block
     * @param testSingle s_{Z,1}
     * @param testSingleErrors v_{Z,1}, greatest number of single-photon errors
     * @param phaseError phi_X, greatest phase error rate of the single-photon events of the block
     * @param kept what of these events is left in the frames that stayed
     */
    public record Result(long length, double exactLength, double keyVacuum, double keySingle, double testSingle,
                         double testSingleErrors, double phaseError, SecretEvents kept) {
    }

    public ThreeIntensityFiniteKey {
        intensities = List.copyOf(intensities);
        probabilities = List.copyOf(probabilities);
        if (!(epsilonSecrecy > 0 && epsilonSecrecy < 1 && epsilonCorrectness > 0 && epsilonCorrectness < 1)) {
            throw new IllegalArgumentException("epsilon_sec " + epsilonSecrecy + " and epsilon_cor " + epsilonCorrectness
                    + " must lie between 0 and 1");
        }
    }

    /**
     * The secret bits of a block no frame of which failed.
     *
     * @see #length(DecoyCounts, long, double, boolean)
     */
    public Result length(DecoyCounts block, double disclosedBits, boolean errorsPublic) {
        return length(block, 0, disclosedBits, errorsPublic);
    }

    /**
     * The secret bits that a block holds.
     *
     * @param block exact counts of the whole block
     * @param removed how many of its key bits were left out in the end
     * @param disclosedBits lambda_EC, everything that was said about the key bits that stayed
     * @param errorsPublic whether reconciliation tells anything of what the errors were, as all questions of Cascade do and those after a
     *     syndrome; the paper takes it that nothing is told. Of a vacuum event whoever sent the light knows Bob's bit, and by it then Alice's:
     *     these events count for nothing. Of a single photon it tells nothing about the key: the pattern of bit errors commutes with the
     *     number of phase errors.
     */
    public Result length(DecoyCounts block, long removed, double disclosedBits, boolean errorsPublic) {
        double keyVacuum = vacuum(block.key());
        double keySingle = single(block.key(), keyVacuum);
        double testSingle = single(block.test(), vacuum(block.test()));
        double mu2 = intensities.get(1);
        double mu3 = intensities.get(2);
        double errors = tau(1) * (upper(block.testErrors(), 1) - lower(block.testErrors(), 2)) / (mu2 - mu3);
        if (!(keySingle > 0 && testSingle > 0)) {
            return new Result(0, Double.NEGATIVE_INFINITY, keyVacuum, keySingle, testSingle, errors, 1, SecretEvents.NONE);
        }
        // At least one error is assumed: gamma needs b > 0 and grows with b here.
        double ratio = Math.max(errors, 1) / testSingle;
        double phaseError = ratio >= 0.5 ? 1 : ratio + SampleDeviation.gamma(ratio, testSingle, keySingle, epsilonSecrecy, TERMS);
        SecretEvents kept = new SecretEvents(errorsPublic ? 0 : keyVacuum, keySingle, phaseError).without(removed);
        double exact = kept.bits() - disclosedBits - 6 * log2(TERMS / epsilonSecrecy) - log2(2 / epsilonCorrectness);
        long length = kept.phaseError() >= 0.5 ? 0 : (long) Math.max(0, Math.floor(exact));
        return new Result(length, exact, keyVacuum, keySingle, testSingle, errors, phaseError, kept);
    }

    private double tau(int photons) {
        double tau = 0;
        for (int k = 0; k < 3; k++) {
            double mu = intensities.get(k);
            tau += probabilities.get(k) * StrictMath.exp(-mu) * (photons == 0 ? 1 : mu);
        }
        return tau;
    }

    /** Hoeffding's deviation of a sum of n. */
    private double deviation(long[] counts) {
        long n = counts[0] + counts[1] + counts[2];
        return Math.sqrt(n / 2.0 * StrictMath.log(TERMS / epsilonSecrecy));
    }

    private double upper(long[] counts, int k) {
        return StrictMath.exp(intensities.get(k)) / probabilities.get(k) * (counts[k] + deviation(counts));
    }

    private double lower(long[] counts, int k) {
        return StrictMath.exp(intensities.get(k)) / probabilities.get(k) * Math.max(0, counts[k] - deviation(counts));
    }

    private double vacuum(long[] counts) {
        double mu2 = intensities.get(1);
        double mu3 = intensities.get(2);
        return Math.max(0, tau(0) * (mu2 * lower(counts, 2) - mu3 * upper(counts, 1)) / (mu2 - mu3));
    }

    private double single(long[] counts, double vacuum) {
        double mu1 = intensities.get(0);
        double mu2 = intensities.get(1);
        double mu3 = intensities.get(2);
        double bracket = lower(counts, 1) - upper(counts, 2)
                - (mu2 * mu2 - mu3 * mu3) / (mu1 * mu1) * (upper(counts, 0) - vacuum / tau(0));
        return tau(1) * mu1 * bracket / (mu1 * (mu2 - mu3) - mu2 * mu2 + mu3 * mu3);
    }
}
