package io.lumenvault.qkd.keyrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LagrangeBoundTest {
    private static final double TOLERANCE = 1e-8;

    @Test
    void withoutAnyLimit_theCheapestUnknownTakesAll() {
        assertEquals(-2, new LagrangeBound(3).least(new double[] {4, -2, 1}), TOLERANCE);
    }

    @Test
    void limits_fromEitherSide_areMet() {
        LagrangeBound bound = new LagrangeBound(3);
        bound.atLeast(new double[] {1, 0, 0}, 0.25);
        assertEquals(0.25, bound.least(new double[] {1, 0, 0}), TOLERANCE);
        assertEquals(-1, bound.least(new double[] {-1, 0, 0}), TOLERANCE);
        bound.atMost(new double[] {1, 1, 0}, 0.5);
        assertEquals(-0.5, bound.least(new double[] {-1, 0, 0}), TOLERANCE);
        assertEquals(0.5, bound.least(new double[] {0, 0, 1}), TOLERANCE);
    }

    @Test
    void contradictoryLimits_giveNoBoundThatCouldBeTakenForOne() {
        LagrangeBound bound = new LagrangeBound(2);
        bound.atLeast(new double[] {1, 0}, 0.7);
        bound.atLeast(new double[] {0, 1}, 0.7);
        assertFalse(Math.abs(bound.least(new double[] {1, 0})) <= 1);
    }

    @Test
    void noPointThatAgrees_isBelowTheBound_andMoreLimitsNeverLowerIt() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            int unknowns = 12;
            double[] point = random.doubles(unknowns).map(u -> -Math.log(u)).toArray();
            double sum = java.util.Arrays.stream(point).sum();
            LagrangeBound bound = new LagrangeBound(unknowns);
            double[] costs = random.doubles(unknowns, -1, 1).toArray();
            double before = Double.NEGATIVE_INFINITY;
            for (int limit = 0; limit < 6; limit++) {
                double[] weights = random.doubles(unknowns).toArray();
                double value = dot(weights, point) / sum;
                bound.atMost(weights, value * 1.01);
                bound.atLeast(weights, value * 0.99);
                double least = bound.least(costs);
                assertTrue(least <= dot(costs, point) / sum, least + " in round " + round);
                assertTrue(least >= before - TOLERANCE, least + " after " + before);
                before = least;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
