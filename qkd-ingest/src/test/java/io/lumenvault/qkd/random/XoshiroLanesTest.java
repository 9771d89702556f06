package io.lumenvault.qkd.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.ChiSquare;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class XoshiroLanesTest {
    private static final int LANES = 4;
    private static final double LEAST_SIGNIFICANCE = 1e-6;

    @Test
    void words_areThoseOfFourGeneratorsInTurn() {
        XoshiroLanes lanes = new XoshiroLanes(9);
        Xoshiro256 seeds = new Xoshiro256(9);
        Xoshiro256[] each = new Xoshiro256[LANES];
        for (int i = 0; i < LANES; i++) {
            each[i] = new Xoshiro256(seeds.nextLong());
        }
        int[] words = new int[64];
        for (int fill = 0; fill < 3; fill++) {
            lanes.fill(words);
            for (int i = 0; i < words.length; i += 2) {
                assertEquals(each[i / 2 % LANES].nextLong(), words[i] & 0xFFFF_FFFFL | (long) words[i + 1] << 32, "fill " + fill + ", word " + i);
            }
        }
    }

    /** Rejected at a significance of 1e-6; the classes are 40 equally likely ones, and the far end. */
    @Test
    void exponentials_followTheirLaw() {
        int classes = 40;
        double[] drawn = new double[400_000];
        new XoshiroLanes(10).exponentials(drawn);
        long[] seen = new long[classes];
        long beyondTen = 0;
        for (double value : drawn) {
            assertTrue(value >= 0 && value < 36.05, "drawn was " + value);
            seen[Math.min(classes - 1, (int) (-Math.expm1(-value) * classes))]++;
            beyondTen += value > 10 ? 1 : 0;
        }
        double[] expected = new double[classes];
        Arrays.fill(expected, (double) drawn.length / classes);
        assertTrue(ChiSquare.significance(seen, expected) > LEAST_SIGNIFICANCE);
        double tail = drawn.length * Math.exp(-10);
        assertEquals(tail, beyondTen, 5 * Math.sqrt(tail));
    }

    @Test
    void arraysThatLanesDoNotFill_areRefused() {
        XoshiroLanes lanes = new XoshiroLanes(11);
        assertThrows(IllegalArgumentException.class, () -> lanes.fill(new int[7]));
        assertThrows(IllegalArgumentException.class, () -> lanes.exponentials(new double[12]));
    }
}
