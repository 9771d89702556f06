package io.lumenvault.qkd.keyrate;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * A lower bound on c x over all x >= 0 of sum 1 with A x <= b, by the dual program. Whatever multipliers y >= 0 are tried,
 * <pre>c x >= min_j (c_j + sum_i y_i A_ij) - sum_i y_i b_i,</pre>
 * so that the rounding of the solver can cost some of the bound but never makes it wrong: it only looks for the y.
 */
public final class LagrangeBound {
    private static final double EPSILON = 1e-10;
    private static final int ULPS = 10;
    private static final double CUT_OFF = 1e-13;
    private static final int MOST_STEPS = 5_000;
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
     * @return not more than c x of any x that agrees with what was added; positive infinity or not a number where none does or no
     *     multipliers were found
     */
    public double least(double[] costs) {
        int count = rows.size();
        double[] objective = new double[count + 2];
        for (int i = 0; i < count; i++) {
            objective[i] = -limits.get(i);
        }
        objective[count] = 1;
        objective[count + 1] = -1;
        try {
            double[] found = new SimplexSolver(EPSILON, ULPS, CUT_OFF).optimize(new MaxIter(MOST_STEPS), new LinearObjectiveFunction(objective, 0),
                    new LinearConstraintSet(sides(costs)), GoalType.MAXIMIZE, new NonNegativeConstraint(true)).getPoint();
            return value(costs, found);
        } catch (MathIllegalStateException unsolved) {
            return Double.NaN;
        }
    }

    /** For each x: t - sum_i y_i A_ij <= c_j, where t, of either sign, is the minimum of the formula. */
    private List<LinearConstraint> sides(double[] costs) {
        List<LinearConstraint> sides = new ArrayList<>();
        for (int j = 0; j < unknowns; j++) {
            double[] side = new double[rows.size() + 2];
            for (int i = 0; i < rows.size(); i++) {
                side[i] = -rows.get(i)[j];
            }
            side[rows.size()] = 1;
            side[rows.size() + 1] = -1;
            sides.add(new LinearConstraint(side, Relationship.LEQ, costs[j] + APART * (j + 1)));
        }
        return sides;
    }

    private double value(double[] costs, double[] multipliers) {
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < unknowns; j++) {
            double sum = costs[j];
            for (int i = 0; i < rows.size(); i++) {
                sum += Math.max(0, multipliers[i]) * rows.get(i)[j];
            }
            least = Math.min(least, sum);
        }
        for (int i = 0; i < rows.size(); i++) {
            least -= Math.max(0, multipliers[i]) * limits.get(i);
        }
        return least;
    }
}
