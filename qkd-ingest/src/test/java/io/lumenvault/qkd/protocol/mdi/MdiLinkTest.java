package io.lumenvault.qkd.protocol.mdi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.ChiSquare;
import io.lumenvault.qkd.estimation.MdiCounts;
import io.lumenvault.qkd.estimation.MdiFiniteKey;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.link.DetectionFrame;
import io.lumenvault.qkd.link.DetectorParameters;
import io.lumenvault.qkd.link.Eavesdropper;
import io.lumenvault.qkd.link.InterceptResend;
import io.lumenvault.qkd.link.LightFrame;
import io.lumenvault.qkd.link.LightSource;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.link.Transmitter;
import io.lumenvault.qkd.protocol.LinkConditions;
import io.lumenvault.qkd.sifting.SiftedBlock;
import io.lumenvault.qkd.sifting.SiftedEnds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Light of both ends through relay and sifting. Significance of the tests of counts is 1e-6; bounds on error rates are 5 standard
 * deviations (6e-7).
 */
class MdiLinkTest {
    private static final double SIGNIFICANCE = 1e-6;
    private static final int KEY_BITS = 1 << 17;
    /** Enough for error rates. */
    private static final int FEW_BITS = 1 << 15;
    private static final int STRETCH = 1_000_000;
    private static final SourceParameters SOURCE = MdiBb84.usual(1e8);

    private static LinkConditions link(double dark, double misalignment, double deadNs) {
        return new LinkConditions(1e8, 0.81, new DetectorParameters(1, 0.9, dark, misalignment, deadNs, 0, 0), 0);
    }

    private static BellRelay relay(LinkConditions link, long seed) {
        return new BellRelay(link.dark(), link.detector().misalignment(), link.deadSlots(), seed);
    }

    private static Transmitter transmitter(LinkConditions link, long seed) {
        return new Transmitter(SOURCE, Math.sqrt(link.transmittance()), link.detector().photonDetectionProbability(), seed);
    }

    /** A sifted block, as both ends have it. */
    private record Sifted(SiftedEnds ends) {
        SiftedBlock alice() {
            return ends.alice();
        }

        SiftedBlock bob() {
            return ends.bob();
        }

        int keyBits() {
            return bob().key().size();
        }

        MdiCounts counts() {
            return MdiBases.counts(bob().counts(), 0);
        }

        double keyErrorRate() {
            return ends.keyErrorRate();
        }

        double estimated() {
            return MdiBases.estimate(bob().counts().test(), bob().counts().testErrors()).errorRate();
        }

        double testErrorRate() {
            return Arrays.stream(counts().testErrors()).sum() / Arrays.stream(counts().test()).sum();
        }

        /** With what correction of its errors discloses. */
        long secretBits() {
            return new MdiFiniteKey(SOURCE.intensities(), SOURCE.probabilities(), 1e-9, 1e-15)
                    .length(counts(), 1.05 * keyBits() * BinaryEntropy.h(keyErrorRate())).length();
        }
    }

    private static Sifted sift(int keyBits, LinkConditions link, Relay relay, Eavesdropper eve) {
        return new Sifted(SiftedEnds.of(transmitter(link, 1), new BobsStation(transmitter(link, 2), relay), MdiBases.SIFTING, keyBits, STRETCH, eve));
    }

    private static void assertRate(double expected, double seen, double of, String what) {
        assertEquals(expected, seen, 5 * Math.sqrt(expected * (1 - expected) / of), what);
    }

    /** Announced states in equal bases of so many slots: by pair of intensities key basis right and wrong, other basis right and wrong. */
    private static long[] count(LinkConditions link, int stretches) {
        LightSource source = transmitter(link, 3);
        BobsStation station = new BobsStation(transmitter(link, 4), relay(link, 5));
        long[] counts = new long[4 * MdiCounts.PAIRS];
        for (int stretch = 0; stretch < stretches; stretch++) {
            LightSource.Emission emission = source.emit(STRETCH, null);
            DetectionFrame frame = station.detect(emission.light());
            byte[] choices = emission.preparation().choices(frame.offsets());
            for (int i = 0; i < choices.length; i++) {
                int basis = frame.basis(i) & 1;
                if (basis == (choices[i] & 1)) {
                    int wrong = frame.bit(i) ^ choices[i] >> 1 & 1;
                    counts[4 * (3 * (choices[i] >> 2) + (frame.basis(i) >> 1)) + 2 * basis + wrong]++;
                }
            }
        }
        return counts;
    }

    private static void assertAsTheModelSays(LinkConditions link, int stretches) {
        long[] seen = count(link, stretches);
        double[] expected = new MdiBb84(SOURCE).outcomes(link).expected((double) stretches * STRETCH);
        assertTrue(Arrays.stream(seen).sum() > 10_000, Arrays.toString(seen));
        assertTrue(ChiSquare.significance(seen, expected) > SIGNIFICANCE, Arrays.toString(seen) + " where " + Arrays.toString(expected) + " are expected");
    }

    @Test
    void announcedStates_ofEachPairOfIntensities_areAsLikelyAsTheModelSays() {
        assertAsTheModelSays(link(1e-6, 0.02, 0), 12);
    }

    @Test
    void announcedStates_inAsMuchNoiseAsLight_areAsLikelyAsTheModelSays() {
        assertAsTheModelSays(link(0.02, 0.02, 0), 8);
    }

    /** Counts of detectors that are dead at times are more regular than Poisson's, so that the test errs on the side of passing. */
    @Test
    void announcedStates_ofDetectorsThatAreDeadAtTimes_areAsLikelyAsTheModelSays() {
        assertAsTheModelSays(link(1e-3, 0.02, 60), 30);
    }

    @Test
    void deadTime_keepsAnnouncementsApart() {
        LinkConditions link = link(1e-3, 0, 60);
        LightFrame alice = transmitter(link, 7).emit(STRETCH).light();
        LightFrame bob = transmitter(link, 8).emit(STRETCH).light();
        int[] offsets = relay(link, 9).announce(alice, bob).offsets();
        assertTrue(offsets.length > 100);
        for (int i = 1; i < offsets.length; i++) {
            assertTrue(offsets[i] - offsets[i - 1] > 6, offsets[i - 1] + " and " + offsets[i]);
        }
    }

    @Test
    void darkCountsAlone_makeBellStatesOfPairs() {
        double dark = 0.05;
        LightFrame none = new LightFrame(0, STRETCH, 0, new int[0], new byte[0]);
        double seen = new BellRelay(dark, 0, 0, 10).announce(none, none).offsets().length;
        assertRate(4 * dark * dark * (1 - dark) * (1 - dark), seen / STRETCH, STRETCH, "four pairs of detectors");
        assertEquals(0, new BellRelay(0, 0, 0, 10).announce(none, none).offsets().length);
    }

    @Test
    void lightOfDifferentSlots_doesNotMeet() {
        LightFrame first = new LightFrame(0, 10, 0, new int[0], new byte[0]);
        LightFrame later = new LightFrame(10, 10, 0, new int[0], new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> relay(link(0, 0, 0), 1).announce(first, later));
    }

    @Test
    void honestRelay_errorsAreThoseOfTheModel_theBlockHoldsKey_andBothEndsCountTheSame() {
        LinkConditions link = link(1e-6, 0.01, 0);
        Sifted block = sift(KEY_BITS, link, relay(link, 11), null);
        double[] p = new MdiBb84(SOURCE).outcomes(link).probabilities();
        assertRate(p[1] / (p[0] + p[1]), block.keyErrorRate(), KEY_BITS, "key");
        double compared = block.counts().key()[1] + block.counts().key()[3] + block.counts().key()[4];
        assertRate((p[5] + p[13] + p[17]) / (p[4] + p[5] + p[12] + p[13] + p[16] + p[17]), block.estimated(), compared, "compared");
        double test = 0;
        double wrong = 0;
        for (int pair = 0; pair < MdiCounts.PAIRS; pair++) {
            test += p[4 * pair + 2] + p[4 * pair + 3];
            wrong += p[4 * pair + 3];
        }
        assertRate(wrong / test, block.testErrorRate(), Arrays.stream(block.counts().test()).sum(), "test basis");
        assertTrue(block.secretBits() > 1000, "holds " + block.secretBits());
        assertArrayEquals(block.alice().counts().key(), block.bob().counts().key());
        assertArrayEquals(block.alice().counts().test(), block.bob().counts().test());
    }

    @Test
    void relayThatNamesTheOtherState_leavesNoTraceInTheKeyButInTheTestBasis_andNoKey() {
        LinkConditions link = link(1e-6, 0.01, 0);
        LyingRelay relay = new LyingRelay(relay(link, 13), 14);
        relay.lies(0.5);
        Sifted block = sift(KEY_BITS, link, relay, null);
        assertRate(0.01, block.keyErrorRate(), KEY_BITS, "key");
        assertRate(0.5, block.testErrorRate(), Arrays.stream(block.counts().test()).sum(), "test");
        assertEquals(0, block.secretBits());
    }

    @Test
    void relayThatDoesNotLook_makesHalfOfTheKeyWrong_andNoKey() {
        LinkConditions link = link(1e-6, 0.01, 0);
        Sifted block = sift(FEW_BITS, link, new BlindRelay(0.01, 15), null);
        assertRate(0.5, block.keyErrorRate(), FEW_BITS, "key");
        double compared = block.counts().key()[1] + block.counts().key()[3] + block.counts().key()[4];
        assertRate(0.5, block.estimated(), compared, "compared");
        assertEquals(0, block.secretBits());
    }

    /** And more: of two photons in the other basis both detectors of a Bell state may click without Bob. */
    @Test
    void interceptedPulses_addAQuarterOfTheirShareToTheErrors() {
        LinkConditions link = link(1e-6, 0.01, 0);
        Sifted block = sift(FEW_BITS, link, relay(link, 16), new InterceptResend(0.4, 17));
        LinkConditions spied = new LinkConditions(link.clockHz(), link.transmittance(), link.detector(), 0, 0.4);
        assertTrue(block.keyErrorRate() > spied.photonError() && block.keyErrorRate() < 0.3, "error rate " + block.keyErrorRate());
        assertEquals(0, block.secretBits());
    }
}
