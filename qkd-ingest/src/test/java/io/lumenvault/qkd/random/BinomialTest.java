package io.lumenvault.qkd.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.ChiSquare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws against the binomial law; significance 1e-6, seeds fixed. */
class BinomialTest {
    private static final int DRAWS = 200_000;

    /** Inversion and rejection, the border between them, the mirrored half, few and many trials. */
    @ParameterizedTest
    @CsvSource({"1,0.3", "12,0.5", "40,0.2", "60,0.2", "100,0.9", "1000,0.011", "400,0.37", "100000,0.00009", "5000,0.01"})
    void draws_followTheBinomialLaw(long trials, double p) {
        Xoshiro256 random = new Xoshiro256(trials * 31 + 7);
        int bins = (int) trials + 1;
        long[] seen = new long[bins];
        for (int i = 0; i < DRAWS; i++) {
            seen[(int) Binomial.draw(random, trials, p)]++;
        }
        double[] expected = new double[bins];
        double logOdds = Math.log(p) - Math.log1p(-p);
        double logTerm = trials * Math.log1p(-p);
        for (int k = 0; k < bins; k++) {
            expected[k] = DRAWS * Math.exp(logTerm);
            logTerm += Math.log((double) (trials - k) / (k + 1)) + logOdds;
        }
        assertTrue(ChiSquare.significance(seen, expected) > 1e-6);
    }

    @Test
    void draws_ofABillionTrials_haveMeanAndVariance() {
        Xoshiro256 random = new Xoshiro256(5);
        double p = 3e-4;
        double mean = 1e12 * p;
        double variance = mean * (1 - p);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double off = Binomial.draw(random, 1_000_000_000_000L, p) - mean;
            sum += off;
            squares += off * off;
        }
        assertEquals(0, sum / DRAWS, 5 * Math.sqrt(variance / DRAWS));
        assertEquals(1, squares / DRAWS / variance, 5 * Math.sqrt(2.0 / DRAWS));
    }

    @Test
    void certainAndImpossible_areSo() {
        Xoshiro256 random = new Xoshiro256(1);
        assertEquals(0, Binomial.draw(random, 100, 0));
        assertEquals(100, Binomial.draw(random, 100, 1));
        assertEquals(0, Binomial.draw(random, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> Binomial.draw(random, -1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> Binomial.draw(random, 1, Double.NaN));
    }

    @Test
    void multinomial_ofManyTrials_losesNoneToRounding() {
        double[] weights = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0};
        for (int seed = 0; seed < 50; seed++) {
            long[] counts = Binomial.multinomial(new Xoshiro256(seed), 1_000_000_000_000_000L, weights);
            assertEquals(1_000_000_000_000_000L, java.util.Arrays.stream(counts).sum());
            assertEquals(0, counts[10], "a class of weight 0");
        }
        assertThrows(IllegalArgumentException.class, () -> Binomial.multinomial(new Xoshiro256(1), 1, new double[] {0, 0}));
        assertEquals(0, Binomial.multinomial(new Xoshiro256(1), 0, new double[] {0, 0})[1]);
    }

    @Test
    void multinomial_classesOfProbabilityOne_takeAllTrials() {
        long[] counts = Binomial.multinomial(new Xoshiro256(3), 1_000_000, new double[] {0.2, 0.0, 0.5, 0.3});
        assertEquals(1_000_000, counts[0] + counts[1] + counts[2] + counts[3]);
        assertEquals(0, counts[1]);
        assertTrue(ChiSquare.significance(new long[] {counts[0], counts[2], counts[3]}, new double[] {2e5, 5e5, 3e5}) > 1e-6);
    }
}
