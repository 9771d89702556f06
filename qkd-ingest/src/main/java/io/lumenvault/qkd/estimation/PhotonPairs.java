package io.lumenvault.qkd.estimation;

import io.lumenvault.qkd.keyrate.LagrangeBound;
import io.lumenvault.qkd.link.SourceParameters;
import java.util.Arrays;
import java.util.List;

/**
 * How many of the events of one kind were due to one photon from either end, where both ends send pulses of random phase and
 * intensity: Curty et al., Nat. Commun. 5, 3732 (2014).
 *
 * <p>Whoever makes the events knows photon numbers, not intensities. So each end's intensities may be thought of as drawn
 * afterwards: of an event of n and m photons they are a and b with probability p(a|n) p(b|m), independently of all other events,
 * where p(a|n) is in proportion to p_a e^-a a^n. Given how many events S_nm there are of each, the count of a pair of intensities is a sum
 * of independent trials of mean sum p(a|n) p(b|m) S_nm, and lies as near to it as {@link Chernoff} says, but for a chance of epsilon on
 * either side. What S_nm agree with this for all pairs, and sum to all events, is a linear program.
 *
 * <p>More than {@value #PHOTONS} photons are one class, whose p(a|n) are only known to be between what they are for the next number
 * and their limit, the largest intensity alone; no part of the Poisson law is left out.
 */
final class PhotonPairs {
    /** Bounds that may fail in one call of {@link #least} or {@link #most}: two for each pair of intensities. */
    static final int BOUNDS = 2 * SourceParameters.INTENSITIES * SourceParameters.INTENSITIES;
    private static final int PHOTONS = 7;
    private static final int CLASSES = PHOTONS + 2;
    private static final int SINGLES = CLASSES + 1;

    private final double[][] least;
    private final double[][] greatest;

    /**
     * @param intensities mu1, mu2, mu3 of either end, the first the largest
     * @param probabilities how often they are sent
     */
    PhotonPairs(List<Double> intensities, List<Double> probabilities) {
        int count = intensities.size();
        if (count != SourceParameters.INTENSITIES || probabilities.size() != count) {
            throw new IllegalArgumentException("three intensities and as many probabilities are needed, given were " + intensities + " and " + probabilities);
        }
        least = new double[count][CLASSES];
        greatest = new double[count][CLASSES];
        for (int n = 0; n < CLASSES; n++) {
            double[] weights = new double[count];
            for (int k = 0; k < count; k++) {
                weights[k] = probabilities.get(k) * StrictMath.exp(-intensities.get(k)) * StrictMath.pow(intensities.get(k) / intensities.getFirst(), n);
            }
            double sum = Arrays.stream(weights).sum();
            for (int k = 0; k < count; k++) {
                boolean several = n > PHOTONS;
                // Relative to the largest intensity the others only lose with more photons.
                least[k][n] = !several ? weights[k] / sum : k == 0 ? weights[0] / sum : 0;
                greatest[k][n] = !several ? weights[k] / sum : k == 0 ? 1 : Math.min(1, weights[k] / weights[0]);
            }
        }
    }

    /** The probability that an event of one photon from either end has these intensities. */
    double ofSingles(int alice, int bob) {
        return least[alice][1] * least[bob][1];
    }

    /**
     * The least number of events of single photons; 0 where the counts agree with none.
     *
     * @param counts of events, by Alice's intensity times three and Bob's
     * @param epsilon probability of failure of each of {@value #BOUNDS} bounds
     */
    double least(double[] counts, double epsilon) {
        double all = Arrays.stream(counts).sum();
        double found = all == 0 ? 0 : program(counts, all, epsilon).least(costs(1));
        return found > 0 && found <= 1 ? found * all : 0;
    }

    /** The greatest number of them; all where the counts agree with none. */
    double most(double[] counts, double epsilon) {
        double all = Arrays.stream(counts).sum();
        double found = all == 0 ? 0 : -program(counts, all, epsilon).least(costs(-1));
        return found >= 0 && found <= 1 ? found * all : all;
    }

    private static double[] costs(double single) {
        double[] costs = new double[CLASSES * CLASSES];
        costs[SINGLES] = single;
        return costs;
    }

    /** In shares of all events, so that the numbers of the program are near 1. */
    private LagrangeBound program(double[] counts, double all, double epsilon) {
        LagrangeBound program = new LagrangeBound(CLASSES * CLASSES);
        int intensities = least.length;
        for (int a = 0; a < intensities; a++) {
            for (int b = 0; b < intensities; b++) {
                Chernoff.Interval mean = Chernoff.meanOf(counts[intensities * a + b], epsilon);
                program.atMost(product(least[a], least[b]), mean.upper() / all);
                program.atLeast(product(greatest[a], greatest[b]), mean.lower() / all);
            }
        }
        return program;
    }

    private static double[] product(double[] alice, double[] bob) {
        double[] product = new double[CLASSES * CLASSES];
        for (int n = 0; n < CLASSES; n++) {
            for (int m = 0; m < CLASSES; m++) {
                product[n * CLASSES + m] = alice[n] * bob[m];
            }
        }
        return product;
    }
}
