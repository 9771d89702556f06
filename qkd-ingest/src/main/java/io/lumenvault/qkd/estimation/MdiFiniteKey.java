package io.lumenvault.qkd.estimation;

import static io.lumenvault.qkd.keyrate.BinaryEntropy.log2;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import java.util.List;

/**
 * Finite key length of MDI-BB84 with three intensities at either end, from counts: after Curty, Xu, Cui, Lim, Tamaki and Lo, Nat. Commun.
 * 5, 3732 (2014). The key is made of the slots in which both sent a signal in its basis and the relay announced a Bell state.
 *
 * <p>1. {@link PhotonPairs} bounds from below how many events of the key basis, of all intensities, had one photon from either end, and of the
 * test basis the same, and from above how many of those were wrong: three linear programs of 18 bounds each, 54 in all. Of the single
 * pairs of the key basis each is one of two signals with a known probability, independently, so that there are at least s of them in
 * the key but for a 55th chance.
 *
 * <p>2. A pair of single photons in random bits of one basis is the same state as in the other, so that it is by chance alone which of
 * them were sent in the key basis. Of c in the test basis m were wrong; but for a chance of alpha^2 all c + s then have an error rate of at most
 * p(m, c) ({@link SampleDeviation#greatestRate}: Hoeffding's bound), and the s of the key at most p (c + s) - m phase errors.
 *
 * <p>3. The key is the bits Z1 of the single pairs and the rest Zr, and a guess at all of it is no better than one at Z1 by someone who
 * is told Zr: H_min(Z1 Zr|E) >= H_min(Z1|Zr E) >= s (1 - h(phase error rate)), smoothed by alpha, by the entropic uncertainty relation
 * (Tomamichel et al., Nat. Commun. 3, 634). Bits that Alice sent without light are not counted as secret, so that it makes no
 * difference whether reconciliation tells the errors.
 *
 * <p>4. Privacy amplification (leftover hash lemma) with error epsilon_PA leaves
 * <pre>l = s (1 - h) - lambda_EC - log2(2/eps_cor) - 2 log2(1/(2 eps_PA)),    eps_sec = 2 alpha + eps_PA + 55 eps_1,</pre>
 * where all parts are equal, eps_sec/58. lambda_EC is what was really disclosed. The paper has another chain rule and so other logarithms
 * here; and it asks, as this does, that a block end by no rule that depends on what is counted in it, which sifting up to a
 * number of key bits meets for these alone, and for the other counts, as elsewhere in decoy-state practice, nearly.
 *
 * <p>Intensities are told stretch by stretch, while the block fills: a relay that adapts what it announces to them has the best of many
 * moments, which the bounds of 1 do not reckon with either.
 *
 * <p>Frames that fail verification leave s whole, as if all their bits were single pairs without a phase error.
 *
 * @param intensities mu1 > mu2 + mu3, mu2 > mu3 >= 0, of either end
 * @param probabilities p1, p2, p3 of either end
 * @param epsilonSecrecy epsilon_sec
 * @param epsilonCorrectness epsilon_cor
 */
public record MdiFiniteKey(List<Double> intensities, List<Double> probabilities, double epsilonSecrecy, double epsilonCorrectness) {
    private static final int BOUNDS = 3 * PhotonPairs.BOUNDS + 1;
    private static final int TERMS = BOUNDS + 3;

    /**
     * The bounds behind a length.
     *
     * @param length secret bits, 0 or more
     * @param exactLength the length before it is rounded down and clipped; negative infinity where a bound fails
     * @param keySingle s, least number of single pairs in the key
     * @param testSingle least number of single pairs in the test basis
     * @param testSingleErrors greatest number of wrong ones among them
     * @param phaseError greatest phase error rate of the single pairs in the key
     */
    public record Result(long length, double exactLength, double keySingle, double testSingle, double testSingleErrors, double phaseError) {
    }

    public MdiFiniteKey {
        intensities = List.copyOf(intensities);
        probabilities = List.copyOf(probabilities);
        if (!(epsilonSecrecy > 0 && epsilonSecrecy < 1 && epsilonCorrectness > 0 && epsilonCorrectness < 1)) {
            throw new IllegalArgumentException("epsilon_sec " + epsilonSecrecy + " and epsilon_cor " + epsilonCorrectness
                    + " must lie between 0 and 1");
        }
    }

    /**
     * The secret bits that a block holds.
     *
     * @param counts of the block
     * @param disclosedBits lambda_EC, everything that was said about the key bits
     */
    public Result length(MdiCounts counts, double disclosedBits) {
        PhotonPairs pairs = new PhotonPairs(intensities, probabilities);
        double epsilon = epsilonSecrecy / TERMS;
        double single = Chernoff.leastCount(pairs.ofSingles(0, 0) * pairs.least(counts.key(), epsilon), epsilon);
        double testSingle = pairs.least(counts.test(), epsilon);
        double errors = pairs.most(counts.testErrors(), epsilon);
        double kept = single - counts.leftOut();
        if (!(kept > 0 && testSingle > 0)) {
            return new Result(0, Double.NEGATIVE_INFINITY, Math.max(0, kept), testSingle, errors, 1);
        }
        double phaseErrors = single;
        if (errors < testSingle) {
            double rate = SampleDeviation.greatestRate(errors, testSingle, epsilon * epsilon);
            phaseErrors = Math.min(single, rate * (testSingle + single) - errors);
        }
        double phaseError = Math.min(1, phaseErrors / kept);
        double exact = kept * (1 - BinaryEntropy.phaseError(phaseError)) - disclosedBits - 2 * log2(TERMS / (2 * epsilonSecrecy))
                - log2(2 / epsilonCorrectness);
        return new Result((long) Math.max(0, Math.floor(exact)), exact, kept, testSingle, errors, phaseError);
    }
}
