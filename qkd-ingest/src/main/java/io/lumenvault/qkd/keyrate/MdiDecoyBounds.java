package io.lumenvault.qkd.keyrate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
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
 * Bounds on pairs of single photons in MDI-BB84 from a few intensities, without statistics, by linear programming: the yields
 * Y_nm of n photons of Alice and m of Bob are between 0 and 1, and for each pair of intensities the gain is their mean over the two
 * Poisson laws. Yields of more than {@value #PHOTONS} photons count from 0 to 1, so that leaving them out is safe.
 *
 * @param yieldZ lower bound on Y_11 in basis Z
 * @param errorX upper bound on e_11 in basis X, 1 where nothing is known
 */
public record MdiDecoyBounds(double yieldZ, double errorX) {
    private static final int PHOTONS = 10;
    private static final double MOST_INTENSITY = 10;
    private static final int SIZE = (PHOTONS + 1) * (PHOTONS + 1);
    private static final int SINGLES = PHOTONS + 2;
    private static final double EPSILON = 1e-11;
    private static final int ULPS = 10;
    private static final double CUT_OFF = 1e-14;
    private static final int MOST_STEPS = 10_000;

    /**
     * The bounds.
     *
     * @param intensities of either transmitter, from 0
     * @param gainZ gain in basis Z for Alice's and Bob's intensity
     * @param gainX gain in basis X
     * @param wrongX gain of wrong outcomes in basis X, error rate times gain
     */
    public static MdiDecoyBounds of(double[] intensities, DoubleBinaryOperator gainZ, DoubleBinaryOperator gainX, DoubleBinaryOperator wrongX) {
        for (double intensity : intensities) {
            if (!(intensity >= 0 && intensity <= MOST_INTENSITY)) {
                throw new IllegalArgumentException("intensity " + intensity + "; allowed is 0 to " + MOST_INTENSITY);
            }
        }
        double yieldZ = extreme(intensities, gainZ, GoalType.MINIMIZE);
        double yieldX = extreme(intensities, gainX, GoalType.MINIMIZE);
        double wrong = extreme(intensities, wrongX, GoalType.MAXIMIZE);
        return new MdiDecoyBounds(yieldZ, yieldX <= 0 ? 1 : Math.min(1, wrong / yieldX));
    }

    /** The least or largest Y_11 that agrees with all gains; 0 or 1 where the program finds none. */
    private static double extreme(double[] intensities, DoubleBinaryOperator gain, GoalType goal) {
        double[] objective = new double[SIZE];
        objective[SINGLES] = 1;
        // In units of the largest gain the numbers of the program are near 1.
        double unit = 0;
        for (double a : intensities) {
            for (double b : intensities) {
                unit = Math.max(unit, gain.applyAsDouble(a, b));
            }
        }
        if (unit <= 0) {
            return 0;
        }
        try {
            double found = new SimplexSolver(EPSILON, ULPS, CUT_OFF).optimize(new MaxIter(MOST_STEPS),
                    new LinearObjectiveFunction(objective, 0), new LinearConstraintSet(constraints(intensities, gain, unit)), goal,
                    new NonNegativeConstraint(true)).getValue();
            return Math.clamp(found * unit, 0, 1);
        } catch (MathIllegalStateException unsolved) {
            return goal == GoalType.MINIMIZE ? 0 : 1;
        }
    }

    private static List<LinearConstraint> constraints(double[] intensities, DoubleBinaryOperator gain, double unit) {
        List<LinearConstraint> all = new ArrayList<>();
        for (double a : intensities) {
            for (double b : intensities) {
                double[] law = law(a, b);
                double known = 0;
                for (double weight : law) {
                    known += weight;
                }
                double seen = gain.applyAsDouble(a, b) / unit;
                all.add(new LinearConstraint(law, Relationship.LEQ, seen));
                all.add(new LinearConstraint(law, Relationship.GEQ, seen - Math.max(0, 1 - known) / unit));
            }
        }
        for (int i = 0; i < SIZE; i++) {
            double[] one = new double[SIZE];
            one[i] = 1;
            all.add(new LinearConstraint(one, Relationship.LEQ, 1 / unit));
        }
        return all;
    }

    /** P(n|a) P(m|b), by n and m. */
    private static double[] law(double a, double b) {
        double[] law = new double[SIZE];
        double[] alice = poisson(a);
        double[] bob = poisson(b);
        for (int n = 0; n <= PHOTONS; n++) {
            for (int m = 0; m <= PHOTONS; m++) {
                law[n * (PHOTONS + 1) + m] = alice[n] * bob[m];
            }
        }
        return law;
    }

    private static double[] poisson(double mean) {
        double[] law = new double[PHOTONS + 1];
        law[0] = Math.exp(-mean);
        for (int n = 1; n <= PHOTONS; n++) {
            law[n] = law[n - 1] * mean / n;
        }
        return law;
    }
}
