package io.lumenvault.qkd.estimation;

import java.util.function.DoubleUnaryOperator;

/**
 * Chernoff's bound on a count that is a sum of independent yes-or-no trials, whose probabilities may differ: of mean E it is x or
 * farther away on the same side with probability exp(-(E - x + x ln(x/E))) at most.
 */
final class Chernoff {
    private static final int HALVINGS = 200;

    /**
     * Where the mean of a count lies. Each end is passed with the probability that was asked for, at most.
     *
     * @param lower least mean
     * @param upper greatest mean
     */
    record Interval(double lower, double upper) {
    }

    private Chernoff() {
    }

    /**
     * What the mean of a count may be.
     *
     * @param count x, what was counted
     * @param epsilon probability of either failure
     */
    static Interval meanOf(double count, double epsilon) {
        double exponent = StrictMath.log(1 / epsilon);
        if (count <= 0) {
            return new Interval(0, exponent);
        }
        // With E = x (1 + u) the exponent is x (u - ln(1 + u)), which falls up to 0 and rises from there.
        DoubleUnaryOperator of = u -> count * (u - StrictMath.log1p(u));
        double ratio = exponent / count;
        double upper = crossing(of, 0, Math.sqrt(2 * ratio) + ratio + 1, exponent, false);
        double lower = crossing(of, -1, 0, exponent, true);
        return new Interval(count * (1 + lower), count * (1 + upper));
    }

    /**
     * The count that such trials reach.
     *
     * @param mean E, or a lower bound on it
     * @param epsilon probability that they do not
     */
    static double leastCount(double mean, double epsilon) {
        double exponent = StrictMath.log(1 / epsilon);
        if (mean <= exponent) {
            return 0;
        }
        // With x = E (1 - w) the exponent is E (w + (1 - w) ln(1 - w)).
        DoubleUnaryOperator of = w -> w >= 1 ? mean : mean * (w + (1 - w) * StrictMath.log1p(-w));
        return mean * (1 - crossing(of, 0, 1, exponent, false));
    }

    /** Where a function between two places, rising or falling, crosses a value, on the side where it is above. */
    static double crossing(DoubleUnaryOperator function, double from, double to, double value, boolean falling) {
        double below = falling ? to : from;
        double above = falling ? from : to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (below + above) / 2;
            if (function.applyAsDouble(middle) >= value) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }
}
