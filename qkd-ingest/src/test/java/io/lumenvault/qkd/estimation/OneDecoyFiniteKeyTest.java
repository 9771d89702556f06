package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.random.Binomial;
import io.lumenvault.qkd.random.Xoshiro256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the truth, which a simulation of photon numbers knows and the bound does not. */
class OneDecoyFiniteKeyTest {
    private static final double[] MU = {0.48, 0.18};
    private static final double[] P = {0.7, 0.3};
    private static final double KEY_BASIS = 0.8;
    private static final OneDecoyFiniteKey BOUND = new OneDecoyFiniteKey(MU[0], MU[1], P[0], 1e-9, 1e-15);

    /** What a block of weak pulses came to, with the photon numbers. */
    private static final class Truth {
        final long[] key = new long[3];
        final long[] keyErrors = new long[3];
        final long[] test = new long[3];
        final long[] testErrors = new long[3];
        long keyVacuum;
        long keySingle;
        long testSingle;
        long testSingleErrors;

        Truth(long pulses, double transmittance, double background, double misalignment, long seed) {
            Xoshiro256 random = new Xoshiro256(seed);
            for (int k = 0; k < 2; k++) {
                double term = Math.exp(-MU[k]);
                for (int n = 0; n < 12; n++) {
                    double signal = 1 - Math.pow(1 - transmittance, n);
                    double yield = background + signal - background * signal;
                    double error = (background / 2 + misalignment * (yield - background)) / yield;
                    for (boolean inKey : new boolean[] {true, false}) {
                        double basis = inKey ? KEY_BASIS * KEY_BASIS : (1 - KEY_BASIS) * (1 - KEY_BASIS);
                        long clicks = Binomial.draw(random, pulses, P[k] * term * basis * yield);
                        long wrong = Binomial.draw(random, clicks, error);
                        add(k, n, inKey, clicks, wrong);
                    }
                    term *= MU[k] / (n + 1);
                }
            }
        }

        private void add(int k, int photons, boolean inKey, long clicks, long wrong) {
            (inKey ? key : test)[k] += clicks;
            (inKey ? keyErrors : testErrors)[k] += wrong;
            keyVacuum += inKey && photons == 0 ? clicks : 0;
            keySingle += inKey && photons == 1 ? clicks : 0;
            testSingle += !inKey && photons == 1 ? clicks : 0;
            testSingleErrors += !inKey && photons == 1 ? wrong : 0;
        }

        OneDecoyFiniteKey.Result bound() {
            DecoyCounts counts = new DecoyCounts(key, test, testErrors);
            return BOUND.length(counts, KeptKey.whole(counts, keyErrors), 0, false);
        }
    }

    @ParameterizedTest
    @CsvSource({"1e10, 0.01, 1.2e-6, 0.005", "1e11, 0.01, 1.2e-6, 0.005", "1e12, 0.001, 1e-6, 0.01", "1e10, 0.01, 1e-4, 0.01", "1e13, 0.0003, 2e-5, 0.02"})
    void bounds_neverPromiseMoreThanTheTruth(double pulses, double transmittance, double background, double misalignment) {
        for (int seed = 0; seed < 40; seed++) {
            Truth truth = new Truth((long) pulses, transmittance, background, misalignment, seed);
            OneDecoyFiniteKey.Result bound = truth.bound();
            assertTrue(bound.keyVacuum() <= truth.keyVacuum && truth.keyVacuum <= bound.mostKeyVacuum(), bound.toString());
            assertTrue(bound.keySingle() <= truth.keySingle && bound.testSingle() <= truth.testSingle, bound.toString());
            assertTrue(bound.testSingleErrors() >= truth.testSingleErrors, bound.toString());
        }
    }

    @Test
    void bounds_ofManyPulses_areNotFarFromTheTruth() {
        Truth truth = new Truth(10_000_000_000_000L, 0.01, 1.2e-6, 0.005, 1);
        OneDecoyFiniteKey.Result bound = truth.bound();
        assertEquals(1, bound.keySingle() / truth.keySingle, 0.08);
        assertEquals((double) truth.testSingleErrors / truth.testSingle, bound.phaseError(), 0.02);
        assertTrue(bound.length() > 0.8 * truth.keySingle);
    }

    @Test
    void length_isNoneForFewBitsAndFallsByWhatWasDisclosed() {
        Truth few = new Truth(1_000_000, 0.01, 1.2e-6, 0.005, 1);
        assertEquals(0, few.bound().length());
        Truth truth = new Truth(10_000_000_000L, 0.01, 1.2e-6, 0.005, 1);
        DecoyCounts counts = new DecoyCounts(truth.key, truth.test, truth.testErrors);
        double all = BOUND.length(counts, KeptKey.whole(counts, truth.keyErrors), 0, true).exactLength();
        assertEquals(all - 1e6, BOUND.length(counts, KeptKey.whole(counts, truth.keyErrors), 1e6, true).exactLength(), 1e-3);
        long[] noisier = {truth.keyErrors[0], 2 * truth.keyErrors[1], 0};
        assertTrue(BOUND.length(counts, KeptKey.whole(counts, noisier), 0, true).exactLength() < all, "errors may come from vacuum events");
        DecoyCounts wrong = new DecoyCounts(truth.key, truth.test, truth.test);
        assertEquals(0, BOUND.length(wrong, KeptKey.whole(wrong, truth.key), 0, true).length());
    }

    @Test
    void settingsWithoutADecoy_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OneDecoyFiniteKey(0.2, 0.2, 0.5, 1e-9, 1e-15));
        assertThrows(IllegalArgumentException.class, () -> new OneDecoyFiniteKey(0.2, 0.1, 1, 1e-9, 1e-15));
        assertThrows(IllegalArgumentException.class, () -> new OneDecoyFiniteKey(0.2, 0.1, 0.5, 0, 1e-15));
    }
}
