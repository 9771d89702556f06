package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDeviationTest {
    private static final double PROBABILITY = 1e-9;

    /** Against the exact law of a sample without replacement; without an error too, where an approximation by a normal law fails. */
    @ParameterizedTest
    @CsvSource({"0, 2000, 2000", "1, 2000, 3000", "7, 2000, 500", "60, 2000, 2000", "900, 2000, 2000"})
    void soFewErrors_areAsUnlikelyAsSaid_whereTheRateIsGreater(int errors, int sample, int rest) {
        double rate = SampleDeviation.greatestRate(errors, sample, PROBABILITY);
        int all = (int) Math.ceil(rate * (sample + rest));
        double chance = 0;
        for (int seen = 0; seen <= errors; seen++) {
            chance += Math.exp(choices(all, seen) + choices(sample + rest - all, sample - seen) - choices(sample + rest, sample));
        }
        assertTrue(chance <= PROBABILITY, chance + " at " + rate);
        assertTrue(rate > (double) errors / sample);
    }

    /** c ln(1/(1 - p)) = ln(1/probability). */
    @Test
    void withoutAnError_theRateIsThatOfTheClosedForm() {
        assertEquals(-Math.expm1(Math.log(PROBABILITY) / 1e5), SampleDeviation.greatestRate(0, 1e5, PROBABILITY), 1e-12);
    }

    /** Logarithm of the number of ways to take k of n. */
    private static double choices(int n, int k) {
        double ways = 0;
        for (int i = 1; i <= k; i++) {
            ways += Math.log((double) (n - k + i) / i);
        }
        return k > n ? Double.NEGATIVE_INFINITY : ways;
    }
}
