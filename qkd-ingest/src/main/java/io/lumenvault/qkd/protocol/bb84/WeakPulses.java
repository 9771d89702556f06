package io.lumenvault.qkd.protocol.bb84;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.DecoyBounds;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Range;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.protocol.Outcomes;
import java.util.List;

/**
 * Phase-randomised weak coherent pulses of a few intensities in two bases, measured by two threshold detectors that are
 * dead together. Outcomes of intensity k, from 5k: key basis right, key basis wrong, test basis right, test basis wrong,
 * bases differ. A double click counts as a random bit.
 *
 * @param intensities mean photon numbers, descending
 * @param probabilities how often each is sent
 * @param keyBasis q_X, the probability that either end chooses the key basis
 */
record WeakPulses(List<Double> intensities, List<Double> probabilities, double keyBasis) {
    static final int CLASSES = 5;
    static final int KEY = 0;
    static final int TEST = 2;
    private static final int DIFFERENT = 4;

    WeakPulses {
        intensities = List.copyOf(intensities);
        probabilities = List.copyOf(probabilities);
        Range.check("key basis probability", keyBasis, 0.01, 0.99);
        for (double intensity : intensities) {
            Range.check("intensity", intensity, 0, 10);
        }
        double sum = probabilities.stream().mapToDouble(Double::doubleValue).sum();
        if (intensities.size() != probabilities.size() || !(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException("intensities " + intensities + " with probabilities " + probabilities
                    + ": one for each, and a sum of 1 are needed");
        }
    }

    Outcomes outcomes(LinkConditions link) {
        DetectorParameters detector = link.detector();
        double[] p = new double[CLASSES * intensities.size()];
        double same = keyBasis * keyBasis;
        double test = (1 - keyBasis) * (1 - keyBasis);
        double clicks = 0;
        for (int k = 0; k < intensities.size(); k++) {
            double photons = link.endToEnd() * intensities.get(k);
            double right = fires(photons * (1 - detector.misalignment()), link.dark());
            double wrong = fires(photons * detector.misalignment(), link.dark());
            double either = fires(photons / 2, link.dark());
            // Where the eavesdropper chose the other basis, the detectors are as likely as each other.
            double lost = link.intercepted() / 2;
            double error = (1 - lost) * wrong * (1 - right / 2) + lost * either * (1 - either / 2);
            double click = (1 - lost) * (right + wrong - right * wrong) + lost * either * (2 - either);
            add(p, k, probabilities.get(k), same, test, click, error, either * (2 - either));
            clicks += probabilities.get(k) * ((same + test) * click + (1 - same - test) * either * (2 - either));
        }
        // A click is followed by an afterpulse, and that by another: slots like any, of any intensity, wrong as often as right.
        double afterpulses = clicks * detector.afterpulseProbability() / (1 - detector.afterpulseProbability());
        for (int k = 0; k < intensities.size(); k++) {
            add(p, k, probabilities.get(k), same, test, afterpulses, afterpulses / 2, afterpulses);
        }
        return new Outcomes(p, link.deadSlots());
    }

    private static void add(double[] p, int k, double sent, double same, double test, double click, double error,
                            double different) {
        p[CLASSES * k + KEY] += sent * same * (click - error);
        p[CLASSES * k + KEY + 1] += sent * same * error;
        p[CLASSES * k + TEST] += sent * test * (click - error);
        p[CLASSES * k + TEST + 1] += sent * test * error;
        p[CLASSES * k + DIFFERENT] += sent * (1 - same - test) * different;
    }

    /** The probability that a detector fires: photons of a coherent pulse reach detectors independently. */
    private static double fires(double mean, double dark) {
        return 1 - (1 - dark) * Math.exp(-mean);
    }

    /** What an intensity gave in a basis. */
    DecoyBounds.Gain gain(int k, int basis, double slots, double[] counts) {
        double right = counts[CLASSES * k + basis];
        double wrong = counts[CLASSES * k + basis + 1];
        double chosen = basis == KEY ? keyBasis * keyBasis : (1 - keyBasis) * (1 - keyBasis);
        double gain = (right + wrong) / (slots * probabilities.get(k) * chosen);
        return new DecoyBounds.Gain(intensities.get(k), gain, right + wrong == 0 ? 0 : wrong / (right + wrong));
    }

    /** Bits of a basis by intensity, as a block counts them. */
    long[] bits(double[] counts, int basis) {
        long[] sums = errors(counts, basis);
        for (int k = 0; k < intensities.size(); k++) {
            sums[k] += Math.round(counts[CLASSES * k + basis]);
        }
        return sums;
    }

    /** How many of them are wrong. */
    long[] errors(double[] counts, int basis) {
        long[] sums = new long[SourceParameters.INTENSITIES];
        for (int k = 0; k < intensities.size(); k++) {
            sums[k] = Math.round(counts[CLASSES * k + basis + 1]);
        }
        return sums;
    }

    double total(double[] counts) {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        return total;
    }

    double sifted(double[] counts) {
        double sifted = 0;
        for (int k = 0; k < intensities.size(); k++) {
            sifted += counts[CLASSES * k + KEY] + counts[CLASSES * k + KEY + 1];
        }
        return sifted;
    }

    /** Error rate of the key basis over all intensities; not a number without a bit. */
    double errorRate(double[] counts) {
        double wrong = 0;
        for (int k = 0; k < intensities.size(); k++) {
            wrong += counts[CLASSES * k + KEY + 1];
        }
        return wrong / sifted(counts);
    }

    /**
     * Bits of the key basis, of all intensities, that the eavesdropper cannot know: of pulses without a photon all, of those with one
     * the part that its phase errors leave.
     *
     * @param background least yield of pulses without a photon
     * @param key bounds in the key basis
     * @param test bounds in the test basis
     */
    double unknown(double slots, double background, DecoyBounds key, DecoyBounds test) {
        return slots * keyBasis * keyBasis
                * (holds(0) * background + holds(1) * key.yield() * (1 - BinaryEntropy.phaseError(test.errorRate())));
    }

    /** tau_n, the probability that a pulse holds 0 or 1 photons. */
    private double holds(int photons) {
        double tau = 0;
        for (int k = 0; k < intensities.size(); k++) {
            double mu = intensities.get(k);
            tau += probabilities.get(k) * Math.exp(-mu) * (photons == 0 ? 1 : mu);
        }
        return tau;
    }
}
