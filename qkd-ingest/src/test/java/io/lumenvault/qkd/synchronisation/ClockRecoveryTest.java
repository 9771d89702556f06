package io.lumenvault.qkd.synchronisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.random.Xoshiro256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockRecoveryTest {
    /** 100 ps, IEC PAS 63095-1. */
    private static final double LIMIT = 100e-12;
    private static final SyncPattern PATTERN = new SyncPattern(10e-9, 200_000, 77);

    /** Tags of the lit places that come through, with Gaussian jitter, and dark counts between them. */
    private static double[] tags(ClockModel clock, double seen, double jitter, double noise, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        List<Double> tags = new ArrayList<>();
        boolean[] lit = PATTERN.lit();
        for (int place = 0; place < lit.length; place++) {
            if (lit[place] && random.nextDouble() < seen) {
                tags.add(clock.bobsTime(place * PATTERN.periodSeconds()) + jitter * random.nextGaussian());
            }
            if (random.nextDouble() < noise) {
                tags.add(clock.bobsTime((place + random.nextDouble()) * PATTERN.periodSeconds()));
            }
        }
        return tags.stream().sorted().mapToDouble(Double::doubleValue).toArray();
    }

    /** Offsets of several periods either way, drifts up to the limit, dim light and much noise. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0.2, 0", "3.217e-6, 1e-6, 0.2, 0.002", "-7.77e-6, -8.3e-6, 0.1, 0.01", "9.99e-6, 1.9e-5, 0.02, 0.001",
        "-4.9999e-9, -1.9e-5, 0.05, 0.01", "1.2345e-6, 3e-7, 0.01, 0.002"})
    void offsetAndDrift_areFoundWithinTheLimitOverTheWholePattern(double offset, double drift, double seen, double noise) {
        ClockModel clock = new ClockModel(offset, drift);
        double[] tags = tags(clock, seen, 40e-12, noise, 5);
        ClockModel found = new ClockRecovery(PATTERN).recover(tags, 1e-5);
        for (int place = 0; place < PATTERN.places(); place += 1000) {
            double time = place * PATTERN.periodSeconds();
            assertEquals(time, found.alicesTime(clock.bobsTime(time)), LIMIT, "at place " + place + " of " + tags.length + " tags");
        }
    }

    @Test
    void noiseAlone_isNoSynchronisation() {
        double[] tags = tags(new ClockModel(0, 0), 0, 0, 0.05, 6);
        assertTrue(tags.length > 1000);
        assertThrows(SynchronisationException.class, () -> new ClockRecovery(PATTERN).recover(tags, 1e-5));
    }

    @Test
    void otherPattern_isNoSynchronisation() {
        double[] tags = tags(new ClockModel(1e-6, 0), 0.2, 40e-12, 0, 7);
        SyncPattern other = new SyncPattern(PATTERN.periodSeconds(), PATTERN.places(), 78);
        assertThrows(SynchronisationException.class, () -> new ClockRecovery(other).recover(tags, 1e-5));
    }

    @Test
    void offsetBeyondTheReach_isNoSynchronisation() {
        double[] tags = tags(new ClockModel(5e-4, 0), 0.2, 40e-12, 0, 8);
        assertThrows(SynchronisationException.class, () -> new ClockRecovery(PATTERN).recover(tags, 1e-5));
        assertThrows(SynchronisationException.class, () -> new ClockRecovery(PATTERN).recover(new double[3], 1e-5));
    }
}
