package io.lumenvault.qkd.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.ChiSquare;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A law is rejected at a significance of 1e-6. */
class TransmitterTest {
    private static final double LEAST_SIGNIFICANCE = 1e-6;
    private static final SourceParameters BRIGHT = new SourceParameters(1e9, List.of(0.9, 0.4, 0.05), List.of(0.3, 0.5, 0.2), 0.8);
    private static final double TRANSMITTANCE = 0.7;
    private static final int SLOTS = 2_000_000;
    private static final int MOST_PHOTONS = 8;

    @Test
    void emittedPulses_followTheJointLawOfIntensityBasisBitAndPhotons() {
        LightSource.Emission emission = new Transmitter(BRIGHT, TRANSMITTANCE, 3).emit(SLOTS);
        LightFrame light = emission.light();
        byte[] choices = emission.preparation().choices(Arrays.copyOf(light.offsets(), light.count()));
        long[] seen = new long[12 * MOST_PHOTONS];
        for (int i = 0; i < choices.length; i++) {
            byte pulse = light.pulses()[i];
            assertTrue(LightFrame.basis(pulse) == Preparation.basis(choices[i]) && LightFrame.bit(pulse) == Preparation.bit(choices[i]));
            int photons = Math.min(LightFrame.photons(pulse), MOST_PHOTONS);
            seen[(photons - 1) * 12 + choices[i]]++;
        }
        double[] expected = new double[seen.length];
        for (int choice = 0; choice < 12; choice++) {
            int k = choice >> 2;
            double[] law = PhotonLaw.poisson(BRIGHT.intensity(k) * TRANSMITTANCE);
            double sent = SLOTS * BRIGHT.probability(k) * (Preparation.basis((byte) choice) == 0 ? 0.8 : 0.2) / 2;
            for (int n = 1; n < law.length; n++) {
                expected[(Math.min(n, MOST_PHOTONS) - 1) * 12 + choice] += sent * law[n];
            }
        }
        double significance = ChiSquare.significance(seen, expected);
        assertTrue(significance > LEAST_SIGNIFICANCE, "significance " + significance);
    }

    @Test
    void choicesWithoutLight_followTheLawOfPulsesThatLoseAllPhotons() {
        LightSource.Emission emission = new Transmitter(BRIGHT, TRANSMITTANCE, 4).emit(SLOTS);
        assertDarkLaw(emission, PhotonLaw.loss(TRANSMITTANCE));
    }

    /** Bob announces a stretch some time after it was emitted; the light that Eve lets through by then is not that of the stretch. */
    @Test
    void choicesWithoutLightOfAStretchBeforeEveChangedIt_followTheLawOfTheirTime() {
        Transmitter transmitter = new Transmitter(BRIGHT, TRANSMITTANCE, 5);
        Eavesdropper tap = BeamSplitting.tap(0.95);
        Eavesdropper splitter = new PhotonNumberSplitting(0.3, 0.8);
        LightSource.Emission honest = transmitter.emit(SLOTS, null);
        LightSource.Emission tapped = transmitter.emit(SLOTS, tap);
        LightSource.Emission split = transmitter.emit(SLOTS, splitter);
        LightSource.Emission again = transmitter.emit(SLOTS, null);
        assertDarkLaw(honest, PhotonLaw.loss(TRANSMITTANCE));
        assertDarkLaw(tapped, tap.photons(TRANSMITTANCE, 1));
        assertDarkLaw(split, splitter.photons(TRANSMITTANCE, 1));
        assertDarkLaw(again, PhotonLaw.loss(TRANSMITTANCE));
    }

    private static void assertDarkLaw(LightSource.Emission emission, PhotonLaw law) {
        LightFrame light = emission.light();
        boolean[] lit = new boolean[SLOTS];
        for (int i = 0; i < light.count(); i++) {
            lit[light.offsets()[i]] = true;
        }
        int[] dark = java.util.stream.IntStream.range(0, SLOTS).filter(slot -> !lit[slot]).toArray();
        long[] seen = new long[12];
        for (byte choice : emission.preparation().choices(dark)) {
            seen[choice]++;
        }
        double[] weights = new double[12];
        double sum = 0;
        for (int choice = 0; choice < 12; choice++) {
            weights[choice] = BRIGHT.probability(choice >> 2) * law.registered(BRIGHT.intensity(choice >> 2))[0]
                    * ((choice & 1) == 0 ? 0.8 : 0.2) / 2;
            sum += weights[choice];
        }
        for (int choice = 0; choice < 12; choice++) {
            weights[choice] *= dark.length / sum;
        }
        double significance = ChiSquare.significance(seen, weights);
        assertTrue(significance > LEAST_SIGNIFICANCE, "significance " + significance);
    }
}
