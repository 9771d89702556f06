package io.lumenvault.qkd.estimation;

import java.util.Arrays;
import java.util.Locale;

/**
 * The CHSH value of a number of pairs, S = E(a,b) - E(a,b') + E(a',b) + E(a',b'), with the half-width of its confidence
 * interval. At most 2 for light that is not entangled, 2 sqrt 2 for what quantum mechanics allows.
 *
 * <p>Each correlation is the mean of products of +-1; by Hoeffding it is off by more than sqrt(2 ln(2/alpha)/n) with
 * probability alpha at most, and by Azuma's version the pairs need not be alike or independent of each other. The four
 * together get {@value #SIGNIFICANCE}.
 *
 * @param value S
 * @param deviation S is right within so much, but for a chance of {@value #SIGNIFICANCE}; infinite where a correlation was
 *     never measured
 * @param sigma standard deviation of S as correlations of this size have it, of sum (1 - E^2)/n; infinite where one was never measured
 */
public record Chsh(double value, double deviation, double sigma) {
    /** Of a protocol that does not measure it. */
    public static final Chsh UNKNOWN = new Chsh(Double.NaN, Double.NaN, Double.NaN);
    /** The most that light gives which is not entangled. */
    public static final double CLASSICAL = 2;
    /** The most that quantum mechanics allows. */
    public static final double TSIRELSON = 2 * Math.sqrt(2);
    /** Chance that the interval misses. */
    public static final double SIGNIFICANCE = 1e-6;
    /** Correlations in S. */
    public static final int PAIRS = 4;
    private static final int[] SIGNS = {1, -1, 1, 1};

    /**
     * S of what was counted.
     *
     * @param compared compared bits of (a,b), (a,b'), (a',b), (a',b'); what follows is left alone
     * @param unequal how many of them differ
     */
    public static Chsh of(long[] compared, long[] unequal) {
        return of(Arrays.stream(compared).asDoubleStream().toArray(), Arrays.stream(unequal).asDoubleStream().toArray());
    }

    /** S of counts that are expected, which need not be whole. */
    public static Chsh of(double[] compared, double[] unequal) {
        double value = 0;
        double deviation = 0;
        double variance = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            if (compared[pair] == 0) {
                return new Chsh(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
            }
            double correlation = 1 - 2.0 * unequal[pair] / compared[pair];
            value += SIGNS[pair] * correlation;
            variance += (1 - correlation * correlation) / compared[pair];
            deviation += Math.sqrt(2 * StrictMath.log(2 * PAIRS / SIGNIFICANCE) / compared[pair]);
        }
        return new Chsh(value, deviation, Math.sqrt(variance));
    }

    /** Whether all four correlations were measured. */
    public boolean measured() {
        return Double.isFinite(value);
    }

    /** Why it is an alarm, or null: all of the interval is below the threshold. */
    public String below(double threshold) {
        return value + deviation < threshold
                ? String.format(Locale.ROOT, "CHSH value %.3f +- %.3f is below the threshold of %.3f", value, deviation, threshold) : null;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f +- %.3f", value, deviation);
    }
}
