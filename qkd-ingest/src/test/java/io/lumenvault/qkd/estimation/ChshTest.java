package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.random.Binomial;
import io.lumenvault.qkd.random.Xoshiro256;
import org.junit.jupiter.api.Test;

class ChshTest {
    @Test
    void deviation_isHoeffdingsOfFourCorrelations() {
        Chsh seen = Chsh.of(new long[] {1000, 2000, 3000, 4000}, new long[] {150, 1700, 450, 600});
        double each = 2 * Math.log(4 * 2 / 1e-6);
        assertEquals(0.7 + 0.7 + 0.7 + 0.7, seen.value(), 1e-12);
        assertEquals(Math.sqrt(each / 1000) + Math.sqrt(each / 2000) + Math.sqrt(each / 3000) + Math.sqrt(each / 4000), seen.deviation(), 1e-12);
    }

    /** Light at the classical limit, of one seed: an interval that misses in 20,000 has a probability of 2 % at most. */
    @Test
    void interval_holdsTheTruth() {
        Xoshiro256 random = new Xoshiro256(9);
        for (int i = 0; i < 20_000; i++) {
            long[] compared = {500, 500, 3000, 3000};
            long[] unequal = new long[4];
            for (int k = 0; k < 4; k++) {
                unequal[k] = Binomial.draw(random, compared[k], k == 1 ? 0.75 : 0.25);
            }
            Chsh seen = Chsh.of(compared, unequal);
            assertEquals(2, seen.value(), seen.deviation());
            assertNull(seen.below(Chsh.CLASSICAL));
        }
    }

    /**
     * S is unbiased and varies as four binomial correlations do, by sum (1 - E^2)/n. Of 20,000 draws the mean is off by more than 5 of its
     * standard deviations, and the variance by more than 5 times its own, sqrt(2/20,000), with probability 6e-7 each.
     */
    @Test
    void value_variesAsTheSizeOfTheSampleSays() {
        Xoshiro256 random = new Xoshiro256(10);
        int draws = 20_000;
        long[] compared = {500, 700, 3000, 4000};
        double[] wrong = {0.16, 0.84, 0.15, 0.17};
        double expected = 0;
        double variance = 0;
        for (int k = 0; k < 4; k++) {
            double correlation = 1 - 2 * wrong[k];
            expected += k == 1 ? -correlation : correlation;
            variance += (1 - correlation * correlation) / compared[k];
        }
        double sum = 0;
        double squares = 0;
        double told = 0;
        for (int i = 0; i < draws; i++) {
            long[] unequal = new long[4];
            for (int k = 0; k < 4; k++) {
                unequal[k] = Binomial.draw(random, compared[k], wrong[k]);
            }
            Chsh seen = Chsh.of(compared, unequal);
            double off = seen.value() - expected;
            told += seen.sigma() * seen.sigma();
            sum += off;
            squares += off * off;
        }
        assertEquals(0, sum / draws, 5 * Math.sqrt(variance / draws));
        assertEquals(variance, squares / draws, 5 * variance * Math.sqrt(2.0 / draws));
        assertEquals(variance, told / draws, 0.005 * variance, "the variance that is told, in the mean: it is biased by 1/n");
    }

    @Test
    void valueOfTheOtherSign_isBelow() {
        assertTrue(Chsh.of(new long[] {9000, 9000, 9000, 9000}, new long[] {9000, 0, 9000, 9000}).below(2).startsWith("CHSH value -4.000"));
    }
}
