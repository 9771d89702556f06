package io.lumenvault.qkd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.keyrate.DecoyBounds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each eavesdropper moves the figures that theory says, and only those; five standard deviations, seeds of physics fixed. */
class EavesdropperTest {
    private static final SourceParameters SOURCE = new SourceParameters(1e9, List.of(0.5, 0.1, 0.0), List.of(0.5, 0.4, 0.1), 0.5);
    private static final double TRANSMITTANCE = 0.1;
    private static final DetectorParameters DETECTOR = new DetectorParameters(1, 0.2, 1e-6, 0.01, 0, 0, 0);
    private static final int FRAME = 20_000_000;
    private static final int FRAMES = 20;

    /** Clicks of each intensity, and the sifted bits of both bases with their errors. */
    private record Seen(long[] clicks, long[] matches, long[] errors) {
        double gain(int k) {
            return clicks[k] / (SOURCE.probability(k) * FRAME * FRAMES);
        }

        double errorRate(int k) {
            return (double) errors[k] / matches[k];
        }

        DecoyBounds bounds() {
            return DecoyBounds.vacuumAndWeak(new DecoyBounds.Gain(SOURCE.intensity(0), gain(0), errorRate(0)),
                    new DecoyBounds.Gain(SOURCE.intensity(1), gain(1), errorRate(1)), gain(2));
        }

        /** Secret share of a sifted signal bit, asymptotically. */
        double secretShare() {
            double mu = SOURCE.intensity(0);
            DecoyBounds bounds = bounds();
            double single = bounds.yield() * mu * Math.exp(-mu) / gain(0);
            return single * (1 - BinaryEntropy.phaseError(bounds.errorRate()))
                    - BinaryEntropy.h(errorRate(0));
        }
    }

    private static Seen run(Eavesdropper eve) {
        Transmitter alice = new Transmitter(SOURCE, TRANSMITTANCE, DETECTOR.photonDetectionProbability(), 31);
        Receiver bob = new Receiver(DETECTOR, SOURCE.keyBasisProbability(), SOURCE.clockHz(), 32);
        Seen seen = new Seen(new long[3], new long[3], new long[3]);
        for (int f = 0; f < FRAMES; f++) {
            LightSource.Emission emission = alice.emit(FRAME, eve);
            DetectionFrame frame = bob.detect(emission.light());
            byte[] choices = emission.preparation().choices(Arrays.copyOf(frame.offsets(), frame.count()));
            for (int i = 0; i < choices.length; i++) {
                int k = Preparation.label(choices[i]);
                seen.clicks[k]++;
                if (Preparation.basis(choices[i]) == frame.basis(i)) {
                    seen.matches[k]++;
                    seen.errors[k] += Preparation.bit(choices[i]) != frame.bit(i) ? 1 : 0;
                }
            }
        }
        return seen;
    }

    private static double honestGain(int k, double share) {
        double dark = DETECTOR.darkCountProbability();
        return 1 - (1 - dark) * (1 - dark) * Math.exp(-SOURCE.intensity(k) * TRANSMITTANCE * share * DETECTOR.photonDetectionProbability());
    }

    private static void assertGain(double expected, Seen seen, int k, String what) {
        double sent = SOURCE.probability(k) * FRAME * FRAMES;
        assertEquals(expected, seen.gain(k), 5 * Math.sqrt(expected / sent) + 1e-12, what);
    }

    private static void assertErrorRate(double expected, Seen seen) {
        assertEquals(expected, seen.errorRate(0), 5 * Math.sqrt(expected / seen.matches[0]), "error rate");
    }

    @Test
    void nobody_figuresAreThoseOfTheChannel() {
        Seen seen = run(null);
        for (int k = 0; k < 3; k++) {
            assertGain(honestGain(k, 1), seen, k, "intensity " + k);
        }
        assertErrorRate(0.01, seen);
        assertTrue(seen.secretShare() > 0.3, "secret share " + seen.secretShare());
    }

    @Test
    void interceptResend_movesTheErrorRateByAQuarterOfItsFractionAndNoGain() {
        Seen seen = run(new InterceptResend(0.5, 33));
        for (int k = 0; k < 3; k++) {
            assertGain(honestGain(k, 1), seen, k, "intensity " + k);
        }
        assertErrorRate(0.125 * 0.98 + 0.01, seen);
        assertTrue(seen.secretShare() < 0, "secret share " + seen.secretShare());
    }

    @Test
    void photonNumberSplitting_hiddenInTheSignal_isCaughtByTheDecoy() {
        Eavesdropper eve = PhotonNumberSplitting.hiddenAt(SOURCE.intensity(0), TRANSMITTANCE, DETECTOR.photonDetectionProbability());
        Seen seen = run(eve);
        assertGain(honestGain(0, 1), seen, 0, "the signal's gain is kept");
        assertErrorRate(0.01, seen);
        double weak = 1 - eve.photons(TRANSMITTANCE, DETECTOR.photonDetectionProbability()).registered(SOURCE.intensity(1))[0] + 2e-6;
        assertGain(weak, seen, 1, "the decoy's gain is that of its pulses of several photons");
        assertTrue(seen.gain(1) < 0.5 * honestGain(1, 1), "far below the honest gain");
        assertEquals(0, seen.bounds().yield(), 1e-3 * TRANSMITTANCE * DETECTOR.photonDetectionProbability(), "no single photon is left");
        assertTrue(seen.secretShare() < 0, "secret share " + seen.secretShare());
    }

    @Test
    void tap_lowersEveryGainAlikeAndNoErrorRate() {
        Seen seen = run(BeamSplitting.tap(0.3));
        for (int k = 0; k < 2; k++) {
            assertGain(honestGain(k, 0.7), seen, k, "intensity " + k);
        }
        assertErrorRate(0.01, seen);
    }

    @Test
    void splitterInPlaceOfTheFibre_movesNothingAndKnowsLessThanIsCharged() {
        BeamSplitting eve = BeamSplitting.inPlaceOfFibre();
        Seen seen = run(eve);
        for (int k = 0; k < 3; k++) {
            assertGain(honestGain(k, 1), seen, k, "intensity " + k);
        }
        assertErrorRate(0.01, seen);
        double mu = SOURCE.intensity(0);
        double charged = 1 - seen.bounds().yield() * mu * Math.exp(-mu) / seen.gain(0);
        double known = eve.knows(mu, TRANSMITTANCE);
        assertEquals(1 - Math.exp(-mu * 0.9), known, 1e-12);
        assertTrue(known < charged + 0.01 && known > 0.3, known + " known, " + charged + " charged");
    }

    @Test
    void photonLaws_sumToOne() {
        for (Eavesdropper eve : List.of(new PhotonNumberSplitting(0.2, 0.7), new PhotonNumberSplitting(1, 1), BeamSplitting.tap(0.5),
                BeamSplitting.inPlaceOfFibre(), new InterceptResend(0.5, 1))) {
            for (double detection : new double[] {0.01, 0.5, 1}) {
                assertEquals(1, Arrays.stream(eve.photons(0.3, detection).registered(0.8)).sum(), 1e-12);
            }
        }
    }
}
