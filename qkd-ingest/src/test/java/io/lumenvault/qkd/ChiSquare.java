package io.lumenvault.qkd;

/** Pearson's test of counts. */
public final class ChiSquare {
    private static final double LEAST_EXPECTED = 8;

    private ChiSquare() {
    }

    /**
     * The probability of a deviation as great as the one seen, or greater, if what is expected is true. Classes of which
     * few are expected are counted together.
     */
    public static double significance(long[] seen, double[] expected) {
        double statistic = 0;
        int classes = 0;
        double pooledSeen = 0;
        double pooledExpected = 0;
        for (int i = 0; i < seen.length; i++) {
            pooledSeen += seen[i];
            pooledExpected += expected[i];
            if (pooledExpected >= LEAST_EXPECTED) {
                statistic += (pooledSeen - pooledExpected) * (pooledSeen - pooledExpected) / pooledExpected;
                classes++;
                pooledSeen = 0;
                pooledExpected = 0;
            }
        }
        if (pooledExpected > 0) {
            statistic += (pooledSeen - pooledExpected) * (pooledSeen - pooledExpected) / Math.max(pooledExpected, 1);
            classes++;
        }
        return survival(statistic, classes);
    }

    /**
     * The same for two samples of one unknown law, with equal numbers of trials: (a - b)^2/(a + b) for each class.
     */
    public static double ofTwo(long[] a, long[] b) {
        double statistic = 0;
        int classes = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] + b[i] >= LEAST_EXPECTED) {
                statistic += (double) (a[i] - b[i]) * (a[i] - b[i]) / (a[i] + b[i]);
                classes++;
            }
        }
        return survival(statistic, classes);
    }

    /** The upper regularised gamma function Q(k/2, x/2), by its series or its continued fraction. */
    static double survival(double x, int degrees) {
        double a = degrees / 2.0;
        double z = x / 2;
        if (z <= 0) {
            return 1;
        }
        double scale = Math.exp(-z + a * Math.log(z) - logGamma(a));
        if (z < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (int n = 1; n < 10_000 && term > sum * 1e-16; n++) {
                term *= z / (a + n);
                sum += term;
            }
            return Math.max(0, 1 - scale * sum);
        }
        double b = z + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < 10_000; i++) {
            double an = -i * (i - a);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            double factor = d * c;
            h *= factor;
            if (Math.abs(factor - 1) < 1e-15) {
                break;
            }
        }
        return scale * h;
    }

    private static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 12) {
            shift += Math.log(y);
            y++;
        }
        return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * y) - 1 / (360 * y * y * y) - shift;
    }
}
