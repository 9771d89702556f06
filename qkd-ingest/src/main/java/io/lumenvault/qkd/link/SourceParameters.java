package io.lumenvault.qkd.link;

import java.util.List;

/**
 * A source of phase-randomised weak coherent pulses for decoy-state BB84 with three intensities (Lim et al., PRA 89, 022307:
 * mu1 > mu2 + mu3, mu2 > mu3 >= 0) or with two (mu1 > mu2 > 0); or of entangled pairs, of which there is one mean number.
 *
 * @param clockHz pulses per second
 * @param intensities mean photon numbers mu1, mu2, mu3, or the mean number of pairs
 * @param probabilities how often each intensity is sent; they sum to 1
 * @param keyBasisProbability q_X, the probability that Alice (and Bob) chooses the key basis X
 */
public record SourceParameters(double clockHz, List<Double> intensities, List<Double> probabilities,
                               double keyBasisProbability) {
    /** Intensities at most. */
    public static final int INTENSITIES = 3;

    /** What a module is set to that is told no more than its clock. */
    public static SourceParameters usual(double clockHz) {
        return new SourceParameters(clockHz, List.of(0.4448, 0.1934, 0.0002), List.of(0.2104, 0.5973, 0.1923), 0.8);
    }

    /** One decoy, with the settings of {@link io.lumenvault.qkd.protocol.bb84.OneDecoy#usual}. */
    public static SourceParameters oneDecoy(double clockHz) {
        return new SourceParameters(clockHz, List.of(0.48, 0.18), List.of(0.7, 0.3), 0.8);
    }

    /** Entangled pairs. */
    public static SourceParameters pairs(double clockHz, double meanPairs, double keyBasis) {
        return new SourceParameters(clockHz, List.of(meanPairs), List.of(1.0), keyBasis);
    }

    public SourceParameters {
        Range.check("clock in Hz", clockHz, 1e3, 1e11);
        Range.check("key basis probability", keyBasisProbability, 0.01, 0.99);
        intensities = List.copyOf(intensities);
        probabilities = List.copyOf(probabilities);
        if (intensities.isEmpty() || intensities.size() > INTENSITIES || probabilities.size() != intensities.size()) {
            throw new IllegalArgumentException("one to three intensities and as many probabilities are needed, given were "
                    + intensities + " and " + probabilities);
        }
        double mu1 = intensities.getFirst();
        double mu2 = intensities.size() > 1 ? intensities.get(1) : 0;
        double mu3 = intensities.size() > 2 ? intensities.get(2) : 0;
        boolean ordered = switch (intensities.size()) {
            case 1 -> mu1 > 0;
            case 2 -> mu2 > 0 && mu1 > mu2;
            default -> mu3 >= 0 && mu2 > mu3 && mu1 > mu2 + mu3;
        };
        if (!(ordered && mu1 <= 10)) {
            throw new IllegalArgumentException("intensities " + intensities + " do not satisfy "
                    + (intensities.size() < INTENSITIES ? "mu1 > mu2 > 0" : "mu1 > mu2 + mu3 and mu2 > mu3 >= 0"));
        }
        double sum = 0;
        for (double p : probabilities) {
            Range.check("probability of an intensity", p, 1e-6, 1);
            sum += p;
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("probabilities " + probabilities + " sum to " + sum + ", not to 1");
        }
    }

    public double intensity(int k) {
        return intensities.get(k);
    }

    public double probability(int k) {
        return probabilities.get(k);
    }
}
