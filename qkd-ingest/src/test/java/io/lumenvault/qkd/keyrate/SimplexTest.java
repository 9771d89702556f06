package io.lumenvault.qkd.keyrate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;

class SimplexTest {
    @Test
    void bestCorner_isFound() {
        double[][] limits = {{1, 2}, {3, 1}};
        assertArrayEquals(new double[] {1.6, 1.2}, new Simplex(limits, new double[] {4, 6}, new double[] {1, 1}).solve(), 1e-12);
    }

    @Test
    void nothingToGain_isTheOrigin_andGainWithoutLimit_isNoPoint() {
        double[][] limits = {{1, -1}};
        assertArrayEquals(new double[2], new Simplex(limits, new double[] {1}, new double[] {-1, -1}).solve());
        assertNull(new Simplex(limits, new double[] {1}, new double[] {1, 1}).solve());
    }

    @Test
    void programThatDoesNotBeginFeasible_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Simplex(new double[][] {{1}}, new double[] {-1}, new double[] {1}));
    }

    @Test
    void randomPrograms_areAsGoodAsThoseOfAnotherSolver() {
        Random random = new Random(6);
        for (int round = 0; round < 100; round++) {
            double[][] limits = new double[20][];
            List<LinearConstraint> constraints = new ArrayList<>();
            double[] right = random.doubles(20).toArray();
            for (int i = 0; i < limits.length; i++) {
                // The first limit keeps it bounded.
                limits[i] = i == 0 ? random.doubles(8, 0.1, 1).toArray() : random.doubles(8, -1, 1).toArray();
                constraints.add(new LinearConstraint(limits[i], Relationship.LEQ, right[i]));
            }
            double[] gains = random.doubles(8, -1, 1).toArray();
            double[] point = new Simplex(limits, right, gains).solve();
            double value = 0;
            for (int j = 0; j < gains.length; j++) {
                value += gains[j] * point[j];
            }
            double other = new SimplexSolver().optimize(new LinearObjectiveFunction(gains, 0), new LinearConstraintSet(constraints),
                    GoalType.MAXIMIZE, new NonNegativeConstraint(true)).getValue();
            assertEquals(other, value, 1e-8, "round " + round);
        }
    }
}
