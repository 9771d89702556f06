package io.lumenvault.qkd.estimation;

import static io.lumenvault.qkd.keyrate.BinaryEntropy.log2;


/**
 * Finite key length of decoy-state BB84 with one decoy: Rusca, Boaron, Gruenenfelder, Martin and Zbinden, APL 112, 171104 (2018).
 * Both intensities give key. Nothing is sent without light, so the vacuum events are bounded from above by the errors, of which they
 * make one in two: among s_0 of them at least s_0/2 less Hoeffding's deviation are errors, and of all errors with the lower intensity the
 * share p_2 e^-mu2/tau_0 of those are due to them.
 *
 * <p>All bounds are of the whole block, frames that failed included, for the reason that {@link ThreeIntensityFiniteKey} states; of a
 * frame that failed every bit is taken for an error, since its errors are never learnt, and for a secret bit without phase error.
 *
 * @param signal mu1
 * @param decoy mu2, 0 < mu2 < mu1
 * @param signalProbability p1
 * @param epsilonSecrecy epsilon_sec
 * @param epsilonCorrectness epsilon_cor
 */
public record OneDecoyFiniteKey(double signal, double decoy, double signalProbability, double epsilonSecrecy, double epsilonCorrectness) {
    private static final int TERMS = 19;

    /**
     * The bounds behind a length.
     *
     * @param length secret bits, 0 or more
     * @param exactLength the length before it is rounded down and clipped; negative infinity where a bound fails
     * @param keyVacuum least number of vacuum events of the block's key
     * @param mostKeyVacuum greatest number of them
     * @param keySingle least number of single-photon events of the block's key
     * @param testSingle the same in the test basis
     * @param testSingleErrors greatest number of single-photon errors in the test basis
     * @param phaseError greatest phase error rate of the single-photon events of the block's key
     * @param kept what of these events is left in the frames that stayed
     */
    public record Result(long length, double exactLength, double keyVacuum, double mostKeyVacuum, double keySingle, double testSingle,
                         double testSingleErrors, double phaseError, SecretEvents kept) {
    }

    public OneDecoyFiniteKey {
        if (!(decoy > 0 && signal > decoy && signalProbability > 0 && signalProbability < 1)) {
            throw new IllegalArgumentException("signal " + signal + " of probability " + signalProbability + " and decoy " + decoy
                    + " do not satisfy 0 < mu2 < mu1 and 0 < p1 < 1");
        }
        if (!(epsilonSecrecy > 0 && epsilonSecrecy < 1 && epsilonCorrectness > 0 && epsilonCorrectness < 1)) {
            throw new IllegalArgumentException("epsilon_sec " + epsilonSecrecy + " and epsilon_cor " + epsilonCorrectness
                    + " must lie between 0 and 1");
        }
    }

    /**
     * The secret bits that a block holds.
     *
     * @param block exact counts of the whole block, in the first two places
     * @param stayed the key bits that stayed, and their errors
     * @param disclosedBits lambda_EC, everything that was said about the key bits that stayed
     * @param errorsPublic whether reconciliation tells what the errors were; vacuum events count for nothing then, as in
     *     {@link ThreeIntensityFiniteKey#length}
     */
    public Result length(DecoyCounts block, KeptKey stayed, double disclosedBits, boolean errorsPublic) {
        double keyVacuum = leastVacuum(block.key());
        double mostKeyVacuum = mostVacuum(block.key(), stayed.mostErrors(block));
        double keySingle = single(block.key(), mostKeyVacuum);
        double testSingle = single(block.test(), mostVacuum(block.test(), block.testErrors()));
        double errors = tau(1) / (signal - decoy) * (upper(block.testErrors(), 0) - lower(block.testErrors(), 1));
        if (!(keySingle > 0 && testSingle > 0)) {
            return new Result(0, Double.NEGATIVE_INFINITY, keyVacuum, mostKeyVacuum, keySingle, testSingle, errors, 1, SecretEvents.NONE);
        }
        // At least one error is assumed: gamma needs b > 0 and grows with b here.
        double ratio = Math.max(errors, 1) / testSingle;
        double phaseError = ratio >= 0.5 ? 1 : ratio + SampleDeviation.gamma(ratio, testSingle, keySingle, epsilonSecrecy, TERMS);
        SecretEvents kept = new SecretEvents(errorsPublic ? 0 : keyVacuum, keySingle, phaseError).without(stayed.removed(block));
        double exact = kept.bits() - disclosedBits - 6 * log2(TERMS / epsilonSecrecy) - log2(2 / epsilonCorrectness);
        long length = kept.phaseError() >= 0.5 ? 0 : (long) Math.max(0, Math.floor(exact));
        return new Result(length, exact, keyVacuum, mostKeyVacuum, keySingle, testSingle, errors, phaseError, kept);
    }

    private double probability(int k) {
        return k == 0 ? signalProbability : 1 - signalProbability;
    }

    private double intensity(int k) {
        return k == 0 ? signal : decoy;
    }

    private double tau(int photons) {
        double tau = 0;
        for (int k = 0; k < 2; k++) {
            tau += probability(k) * StrictMath.exp(-intensity(k)) * (photons == 0 ? 1 : intensity(k));
        }
        return tau;
    }

    /** Hoeffding's deviation of a sum of n. */
    private double deviation(long[] counts) {
        return Math.sqrt((counts[0] + counts[1]) / 2.0 * StrictMath.log(TERMS / epsilonSecrecy));
    }

    private double upper(long[] counts, int k) {
        return StrictMath.exp(intensity(k)) / probability(k) * (counts[k] + deviation(counts));
    }

    private double lower(long[] counts, int k) {
        return StrictMath.exp(intensity(k)) / probability(k) * Math.max(0, counts[k] - deviation(counts));
    }

    private double leastVacuum(long[] counts) {
        return Math.max(0, tau(0) / (signal - decoy) * (signal * lower(counts, 1) - decoy * upper(counts, 0)));
    }

    private double mostVacuum(long[] counts, long[] errors) {
        return 2 * (tau(0) * upper(errors, 1) + deviation(counts));
    }

    private double single(long[] counts, double mostVacuum) {
        double square = decoy * decoy / (signal * signal);
        double bracket = lower(counts, 1) - square * upper(counts, 0) - (1 - square) * mostVacuum / tau(0);
        return tau(1) * signal / (decoy * (signal - decoy)) * bracket;
    }
}
