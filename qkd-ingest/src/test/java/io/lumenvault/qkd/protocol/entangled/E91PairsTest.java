package io.lumenvault.qkd.protocol.entangled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.Estimate;
import io.lumenvault.qkd.estimation.KeptKey;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.sifting.SiftedBlock;
import io.lumenvault.qkd.sifting.SiftedEnds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Light of E91 through source, analysers and sifting. What is seen may be off by 5 standard deviations of a sample of its size, which a
 * run is with a probability of 6e-7 for each comparison.
 */
class E91PairsTest {
    private static final E91 PROTOCOL = new E91(0.03, 0.6);
    private static final int KEY_BITS = 1 << 17;
    private static final double THRESHOLD = 2.1;
    private static final double SIGMAS = 5;

    private static LinkConditions link(double misalignment) {
        return new LinkConditions(1e8, 0.8, new DetectorParameters(1, 0.3, 1e-6, misalignment, 0, 0, 0), 0);
    }

    /** A sifted block, as both ends have it: Alice's bits beside Bob's. */
    private record Sifted(SiftedEnds ends) {
        SiftedBlock bob() {
            return ends.bob();
        }

        Estimate estimate() {
            return E91Bases.estimate(bob().counts().test(), bob().counts().testErrors());
        }

        double keyErrorRate() {
            return ends.keyErrorRate();
        }
    }

    private static Sifted sift(LinkConditions link, Eavesdropper eve) {
        return new Sifted(SiftedEnds.of(new PairEmitter(PROTOCOL, () -> link), new PairDetector(PROTOCOL), E91Bases.SIFTING, KEY_BITS, 2_000_000, eve));
    }

    private static void assertRate(double expected, double seen, long of, String what) {
        assertEquals(expected, seen, SIGMAS * Math.sqrt(expected * (1 - expected) / of), what);
    }

    /** S of correlations of one size, of which each has a variance of (1 - E^2)/n. */
    private static void assertChsh(double visibility, Sifted block) {
        double correlation = visibility * Math.sqrt(0.5);
        double variance = 0;
        for (int pair = 0; pair < Chsh.PAIRS; pair++) {
            variance += (1 - correlation * correlation) / block.bob().counts().test()[pair];
        }
        assertEquals(Chsh.TSIRELSON * visibility, block.estimate().chsh().value(), SIGMAS * Math.sqrt(variance));
    }

    private static E91Bases.PhaseTest phaseTest(Sifted block) {
        return E91Bases.phaseTest(Arrays.stream(block.bob().counts().test()).asDoubleStream().toArray(),
                Arrays.stream(block.bob().counts().testErrors()).asDoubleStream().toArray());
    }

    /** The test sees r = (1 - 1/sqrt 2)/2 + e/sqrt 2 of its bits wrong where e are; e is sqrt 2 times as uncertain as r. */
    private static void assertPhaseErrorRate(double expected, Sifted block) {
        E91Bases.PhaseTest test = phaseTest(block);
        double seen = (1 - Math.sqrt(0.5)) / 2 + expected * Math.sqrt(0.5);
        assertEquals(expected, E91FiniteKey.phaseErrorRate(test), SIGMAS * Math.sqrt(2 * seen * (1 - seen) / test.bits()));
    }

    @Test
    void honestPairs_breakTheInequality_andRaiseNoAlarm() {
        double errorRate = PROTOCOL.coincidences(link(0.01)).errorRate();
        Sifted block = sift(link(0.01), null);
        Chsh chsh = block.estimate().chsh();
        assertChsh(1 - 2 * errorRate, block);
        assertTrue(chsh.value() - chsh.deviation() > Chsh.CLASSICAL, chsh.toString());
        assertNull(chsh.below(THRESHOLD));
        assertRate(errorRate, block.keyErrorRate(), KEY_BITS, "key");
        assertRate(errorRate, block.estimate().errorRate(), block.bob().counts().test()[4], "matching direction");
    }

    @Test
    void phaseTest_withoutItsNoise_showsTheErrorRateOfTheKey() {
        Sifted block = sift(link(0.02), null);
        assertPhaseErrorRate(PROTOCOL.coincidences(link(0.02)).errorRate(), block);
    }

    @Test
    void interceptResend_ofAll_halvesTheValueAndRaisesTheAlarm() {
        Sifted block = sift(link(0.01), new PairInterceptResend(1, 5));
        Chsh chsh = block.estimate().chsh();
        assertChsh((1 - 2 * PROTOCOL.coincidences(link(0.01)).errorRate()) / 2, block);
        assertNotNull(chsh.below(THRESHOLD));
        assertTrue(chsh.below(THRESHOLD).startsWith("CHSH value 1."), chsh.below(THRESHOLD));
    }

    @Test
    void depolarisedPairs_raiseTheAlarm() {
        Sifted block = sift(link(0.25), null);
        assertChsh(1 - 2 * PROTOCOL.coincidences(link(0.25)).errorRate(), block);
        assertNotNull(block.estimate().chsh().below(THRESHOLD));
    }

    @Test
    void anEavesdropperOfTheKeyDirection_isSeenInThePhaseAndLeavesNoKey() {
        Eavesdropper along = light -> {
            java.util.Random random = new java.util.Random(3);
            for (int i = 0; i < light.count(); i++) {
                light.pulses()[i] = Polarisation.of(E91Bases.KEY, Polarisation.measure(light.pulses()[i], E91Bases.KEY, random.nextDouble()));
            }
        };
        Sifted block = sift(link(0.01), along);
        assertRate(PROTOCOL.coincidences(link(0.01)).errorRate(), block.keyErrorRate(), KEY_BITS, "she makes no error along the key");
        assertPhaseErrorRate(0.5, block);
        DecoyCounts counts = block.bob().counts();
        assertEquals(0, new E91FiniteKey(1e-9, 1e-15).secretBits(counts, KeptKey.whole(counts, new long[3]), 0));
    }

    @Test
    void correlationNeverMeasured_isNoAlarmAndNoKey() {
        long[] compared = {10, 0, 10, 10, 5};
        Chsh chsh = E91Bases.estimate(compared, new long[5]).chsh();
        assertTrue(Double.isInfinite(chsh.deviation()));
        assertNull(chsh.below(THRESHOLD));
        DecoyCounts untested = new DecoyCounts(new long[] {1000, 0, 0}, new long[5], new long[5]);
        assertEquals(0, new E91FiniteKey(1e-9, 1e-15).secretBits(untested, KeptKey.whole(untested, new long[3]), 0));
    }
}
