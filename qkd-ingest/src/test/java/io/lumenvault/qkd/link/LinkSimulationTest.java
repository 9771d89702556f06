package io.lumenvault.qkd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sampled link against the equations of its model; each bound is five standard deviations, seeds of physics are fixed. */
class LinkSimulationTest {
    private static final SourceParameters SOURCE = new SourceParameters(1e9, List.of(0.45, 0.2, 2e-4),
            List.of(0.3, 0.5, 0.2), 0.8);
    private static final int FRAME = 20_000_000;

    /** Counts over a run. */
    private static final class Tally {
        long clicks;
        final long[] byIntensity = new long[3];
        long keyMatches;
        long testMatches;
        long matchErrors;
        long mismatches;
        long mismatchErrors;
        long slots;
    }

    private static Tally run(double eta, DetectorParameters detector, int frames, Eavesdropper eve) {
        Transmitter alice = new Transmitter(SOURCE, eta * detector.photonDetectionProbability(), 11);
        Receiver bob = new Receiver(detector, SOURCE.keyBasisProbability(), SOURCE.clockHz(), 12);
        Tally tally = new Tally();
        for (int f = 0; f < frames; f++) {
            LightSource.Emission emission = alice.emit(FRAME);
            if (eve != null) {
                eve.attack(emission.light());
            }
            DetectionFrame frame = bob.detect(emission.light());
            byte[] choices = emission.preparation().choices(Arrays.copyOf(frame.offsets(), frame.count()));
            count(tally, frame, choices);
            tally.slots += FRAME;
        }
        return tally;
    }

    private static void count(Tally tally, DetectionFrame frame, byte[] choices) {
        tally.clicks += frame.count();
        for (int i = 0; i < frame.count(); i++) {
            tally.byIntensity[Preparation.label(choices[i])]++;
            boolean wrong = Preparation.bit(choices[i]) != frame.bit(i);
            if (Preparation.basis(choices[i]) == frame.basis(i)) {
                tally.keyMatches += frame.basis(i) == 0 ? 1 : 0;
                tally.testMatches += frame.basis(i);
                tally.matchErrors += wrong ? 1 : 0;
            } else {
                tally.mismatches++;
                tally.mismatchErrors += wrong ? 1 : 0;
            }
        }
    }

    private static void assertCount(double expected, long actual, String what) {
        assertEquals(expected, actual, 5 * Math.sqrt(expected) + 1, what);
    }

    private static double click(double mean, double dark) {
        return 1 - (1 - dark) * (1 - dark) * Math.exp(-mean);
    }

    @Test
    void clicks_withoutDeadTime_followTheGainOfEachIntensity() {
        double dark = 1e-4;
        Tally tally = run(0.02, new DetectorParameters(0.5, 0.2, dark, 0.01, 0, 0, 0), 20, null);
        for (int k = 0; k < 3; k++) {
            double mean = 0.002 * SOURCE.intensity(k);
            assertCount(tally.slots * SOURCE.probability(k) * click(mean, dark), tally.byIntensity[k], "intensity " + k);
        }
    }

    @Test
    void bases_areChosenIndependently() {
        Tally tally = run(0.02, new DetectorParameters(1, 0.1, 0, 0.01, 0, 0, 0), 10, null);
        assertCount(tally.clicks * 0.64, tally.keyMatches, "both chose X");
        assertCount(tally.clicks * 0.04, tally.testMatches, "both chose Z");
        assertCount(tally.mismatches * 0.5, tally.mismatchErrors, "different bases say nothing");
    }

    @Test
    void errors_comeFromMisalignmentAndDarkCounts() {
        double dark = 1e-4;
        double eta = 0.002;
        Tally tally = run(0.02, new DetectorParameters(1, 0.1, dark, 0.03, 0, 0, 0), 20, null);
        double expected = 0;
        for (int k = 0; k < 3; k++) {
            double mean = eta * SOURCE.intensity(k);
            double y0 = 1 - (1 - dark) * (1 - dark);
            // Light and dark count in one slot: the double click's bit is random where the two disagree.
            double light = -Math.expm1(-mean);
            expected += SOURCE.probability(k) * (0.5 * y0 * (1 - light) + 0.03 * light * (1 - y0) + y0 * light * 0.265);
        }
        assertCount(tally.slots * 0.68 * expected, tally.matchErrors, "errors");
    }

    @Test
    void deadTime_lowersTheRateAsNonParalysable() {
        Tally tally = run(1, new DetectorParameters(1, 0.5, 0, 0.01, 50, 0, 0), 2, null);
        double p = 0;
        for (int k = 0; k < 3; k++) {
            p += SOURCE.probability(k) * click(0.5 * SOURCE.intensity(k), 0);
        }
        assertCount(tally.slots * p / (1 + p * 50), tally.clicks, "clicks with 50 dead gates");
    }

    @Test
    void afterpulses_addTheirShareWithHalfOfThemWrong() {
        double ap = 0.05;
        Tally with = run(0.01, new DetectorParameters(1, 0.1, 0, 0, 20, ap, 30), 40, null);
        double p = 0;
        for (int k = 0; k < 3; k++) {
            p += SOURCE.probability(k) * click(0.001 * SOURCE.intensity(k), 0);
        }
        double light = with.slots * p;
        double expected = light / (1 - ap);
        assertEquals(expected, with.clicks, 5 * Math.sqrt(expected) + expected * p * 80, "each click brings p_ap more");
        assertEquals(0.68 * (expected - light) / 2, with.matchErrors, 5 * Math.sqrt(with.matchErrors) + 20, "errors");
    }

    @Test
    void interceptResend_addsAQuarterOfItsFraction() {
        DetectorParameters detector = new DetectorParameters(1, 0.1, 0, 0.01, 0, 0, 0);
        Tally tally = run(0.02, detector, 10, new InterceptResend(0.4, 5));
        long matches = tally.keyMatches + tally.testMatches;
        // Misalignment turns right bits wrong and wrong ones right.
        double rate = 0.1 + 0.01 - 2 * 0.1 * 0.01;
        assertCount(matches * rate, tally.matchErrors, "errors");
    }

    @Test
    void noLightAndNoNoise_noClick() {
        assertEquals(0, run(0, new DetectorParameters(1, 0.1, 0, 0, 0, 0, 0), 1, null).clicks);
    }

    @Test
    void darkCountsAlone_clickAndSayNothing() {
        Tally tally = run(0, new DetectorParameters(1, 0.1, 1e-4, 0, 0, 0, 0), 5, null);
        assertCount(tally.slots * (2e-4 - 1e-8), tally.clicks, "clicks");
        long matches = tally.keyMatches + tally.testMatches;
        assertCount(matches * 0.5, tally.matchErrors, "errors");
        for (int k = 0; k < 3; k++) {
            assertCount(tally.clicks * SOURCE.probability(k), tally.byIntensity[k], "intensity " + k);
        }
        assertTrue(matches > 0);
    }
}
