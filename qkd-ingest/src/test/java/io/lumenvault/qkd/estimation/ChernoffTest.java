package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against the law of Poisson, the limit of many trials, whose tails are summed up exactly. */
class ChernoffTest {
    private static final double EPSILON = 1e-6;

    /** P(X <= count). */
    private static double upTo(double count, double mean) {
        double term = Math.exp(-mean);
        double sum = 0;
        for (int k = 0; k <= count; k++) {
            sum += term;
            term *= mean / (k + 1);
        }
        return sum;
    }

    @Test
    void meanOf_endsOfTheInterval_areImprobableButNotMuchMoreThanAsked() {
        for (int count : new int[] {1, 2, 10, 100, 400}) {
            Chernoff.Interval mean = Chernoff.meanOf(count, EPSILON);
            double above = upTo(count, mean.upper());
            double below = 1 - upTo(count - 1, mean.lower());
            assertTrue(above <= EPSILON && above > EPSILON / 100, count + ": " + above);
            assertTrue(below <= EPSILON && below > EPSILON / 100, count + ": " + below);
        }
    }

    @Test
    void meanOf_nothingCounted_isUpToTheLogarithm() {
        assertEquals(new Chernoff.Interval(0, Math.log(1 / EPSILON)), Chernoff.meanOf(0, EPSILON));
    }

    @Test
    void meanOf_manyCounted_isAsWideAsHoeffdingsOfAHalf() {
        Chernoff.Interval mean = Chernoff.meanOf(1e12, EPSILON);
        double deviation = Math.sqrt(2e12 * Math.log(1 / EPSILON));
        assertEquals(deviation, mean.upper() - 1e12, deviation * 1e-4);
        assertEquals(deviation, 1e12 - mean.lower(), deviation * 1e-4);
    }

    @Test
    void leastCount_isHardlyEverMissed() {
        for (double mean : new double[] {20, 100, 400}) {
            double least = Chernoff.leastCount(mean, EPSILON);
            assertTrue(least < mean && upTo(Math.ceil(least) - 1, mean) <= EPSILON, mean + ": " + least);
        }
        assertEquals(0, Chernoff.leastCount(Math.log(1 / EPSILON), EPSILON));
        assertEquals(1e12, Chernoff.leastCount(1e12, EPSILON), 1e7);
    }
}
