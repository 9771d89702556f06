package io.lumenvault.qkd.keyrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A lower bound on c x over all x >= 0 of sum 1 with A x <= b, by the dual program. Whatever multipliers y >= 0 are tried,
 * <pre>c x >= min_j (c_j + sum_i y_i A_ij) - sum_i y_i b_i,</pre>
 * so that the rounding of the solver can cost some of the bound but never makes it wrong: it only looks for the y. The minimum is the
 * difference of two unknowns of the dual program, counted from the least c_j, which no y at all gives.
 */
public final class LagrangeBound {
    /** Lifts the corners of the dual program apart in which many of its sides meet, so that the solver goes on. */
    private static final double APART = 1e-11;

    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> limits = new ArrayList<>();
    private final int unknowns;

    /** @param unknowns how many x there are */
    public LagrangeBound(int unknowns) {
        this.unknowns = unknowns;
    }

    /** Adds: the weighted sum is at most so much. */
    public void atMost(double[] weights, double limit) {
        rows.add(weights.clone());
        limits.add(limit);
    }

    /** Adds: the weighted sum is at least so much. */
    public void atLeast(double[] weights, double limit) {
        double[] negative = new double[unknowns];
        for (int j = 0; j < unknowns; j++) {
            negative[j] = -weights[j];
        }
        rows.add(negative);
        limits.add(-limit);
    }

    /**
     * The bound.
     *
     * @param costs c
     * @return not more than c x of any x that agrees with what was added; not a number where none does or no multipliers were found
     */
    public double least(double[] costs) {
        int count = rows.size();
        double cheapest = Arrays.stream(costs).min().orElseThrow();
        double[][] sides = new double[unknowns][count + 2];
        double[] right = new double[unknowns];
        for (int j = 0; j < unknowns; j++) {
            for (int i = 0; i < count; i++) {
                sides[j][i] = -rows.get(i)[j];
            }
            sides[j][count] = 1;
            sides[j][count + 1] = -1;
            right[j] = costs[j] - cheapest + APART * (j + 1);
        }
        double[] gains = new double[count + 2];
        for (int i = 0; i < count; i++) {
            gains[i] = -limits.get(i);
        }
        gains[count] = 1;
        gains[count + 1] = -1;
        double[] multipliers = new Simplex(sides, right, gains).solve();
        return multipliers == null ? Double.NaN : value(costs, multipliers);
    }

    private double value(double[] costs, double[] multipliers) {
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < unknowns; j++) {
            double sum = costs[j];
            for (int i = 0; i < rows.size(); i++) {
                sum += multipliers[i] * rows.get(i)[j];
            }
            least = Math.min(least, sum);
        }
        for (int i = 0; i < rows.size(); i++) {
            least -= multipliers[i] * limits.get(i);
        }
        return least;
    }
}
