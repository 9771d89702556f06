package io.lumenvault.qkd.random;

/**
 * Exact binomial and multinomial draws in a time that does not grow with the number of trials: by inversion where few
 * successes are expected, else by Hoermann's transformed rejection with squeeze (BTRS, J. Stat. Comput. Simul. 46, 101).
 */
public final class Binomial {
    private static final double INVERSION_BELOW = 10;

    private Binomial() {
    }

    /**
     * Successes among trials.
     *
     * @param trials 0 or more
     * @param p probability of a success, 0 to 1
     */
    public static long draw(Xoshiro256 random, long trials, double p) {
        if (trials < 0 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(trials + " trials of probability " + p + "; allowed is 0 or more, and 0 to 1");
        }
        if (p > 0.5) {
            return trials - draw(random, trials, 1 - p);
        }
        if (trials == 0 || p == 0) {
            return 0;
        }
        return trials * p < INVERSION_BELOW ? byGaps(random, trials, p) : byRejection(random, trials, p);
    }

    /**
     * How many of the trials fall into each class; each trial falls into one.
     *
     * @param weights of the classes, 0 or more, whose sum need not be 1; what is left for a class and those after it is summed up from the
     *     end, so that no rounding leaves a trial without a class or gives one to a class of weight 0
     */
    public static long[] multinomial(Xoshiro256 random, long trials, double[] weights) {
        double[] rest = new double[weights.length + 1];
        for (int i = weights.length - 1; i >= 0; i--) {
            rest[i] = rest[i + 1] + weights[i];
        }
        if (trials > 0 && !(rest[0] > 0)) {
            throw new IllegalArgumentException(trials + " trials and no class that they could fall into");
        }
        long[] counts = new long[weights.length];
        long left = trials;
        for (int i = 0; left > 0; i++) {
            counts[i] = rest[i] > 0 ? draw(random, left, weights[i] / rest[i]) : 0;
            left -= counts[i];
        }
        return counts;
    }

    /** Counts the successes by the geometric gaps between them. */
    private static long byGaps(Xoshiro256 random, long trials, double p) {
        double scale = Xoshiro256.gapScale(p);
        long successes = 0;
        long position = random.nextGap(scale);
        while (position < trials) {
            successes++;
            position += 1 + random.nextGap(scale);
        }
        return successes;
    }

    private static long byRejection(Xoshiro256 random, long n, double p) {
        double deviation = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double centre = n * p + 0.5;
        double squeeze = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * deviation;
        double odds = p / (1 - p);
        long mode = (long) Math.floor((n + 1) * p);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextPositive();
            double us = 0.5 - Math.abs(u);
            double value = Math.floor((2 * a / us + b) * u + centre);
            if (us >= 0.07 && v <= squeeze) {
                return (long) value;
            }
            if (!(value >= 0 && value <= n)) {
                continue;
            }
            long k = (long) value;
            if (Math.log(v * alpha / (a / (us * us) + b)) <= logRatio(n, k, mode, odds)) {
                return k;
            }
        }
    }

    /** log of P(k)/P(mode); the factorials by Stirling's series, arranged so that large terms cancel beforehand. */
    private static double logRatio(long n, long k, long mode, double odds) {
        double fromMode = mode - k;
        return (mode + 0.5) * Math.log((mode + 1.0) / (odds * (n - mode + 1.0)))
                + (n + 1.0) * Math.log1p(-fromMode / (n - k + 1.0))
                + (k + 0.5) * Math.log(odds * (n - k + 1.0) / (k + 1.0))
                + correction(mode) + correction(n - mode) - correction(k) - correction(n - k);
    }

    /** ln k! less (k + 1/2) ln (k + 1) - (k + 1) + ln sqrt(2 pi). */
    private static double correction(long k) {
        if (k < 10) {
            double logFactorial = 0;
            for (int i = 2; i <= k; i++) {
                logFactorial += Math.log(i);
            }
            return logFactorial - ((k + 0.5) * Math.log(k + 1.0) - (k + 1.0) + 0.5 * Math.log(2 * Math.PI));
        }
        double x = k + 1.0;
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / (x * x)) / (x * x)) / x;
    }
}
