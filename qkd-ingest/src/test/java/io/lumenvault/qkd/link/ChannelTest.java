package io.lumenvault.qkd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Channels, timing and noise against figures worked out by hand. */
class ChannelTest {
    private static final DetectorParameters DETECTOR = new DetectorParameters(0.5, 0.2, 1e-6, 0.01, 20, 0.01, 50);

    /** The worked example of IMDA RS QKDN clause 5.3.1.1, at 1310 nm. */
    @Test
    void fibreLine_of45Km_losesWhatTheClauseReckons() {
        FibreLine line = new FibreLine(FibreLine.attenuation(1310), 4.5, 0.1, 2, 0.3);
        assertEquals(19.6, line.at(45).decibels(), 1e-12);
        assertEquals(10, new FibreLine(FibreLine.attenuation(1550), 1000, 0.1, 0, 0.3).at(50).decibels(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> FibreLine.attenuation(850));
    }

    /** 1 mW, beta 2e-9 /(km nm), 0.2 nm, 50 km of 0.2 dB/km: 1e-3 * 2e-9 * 0.2 * 5 km = 2e-12 W, 1.56e7 photons of 1.28e-19 J. */
    @Test
    void raman_forwardAndBackward_areThePublishedIntegrals() {
        RamanNoise forward = new RamanNoise(0, false, 2e-9, 0.2, 1, 1550);
        double photon = 6.62607015e-34 * 299792458 / 1550e-9;
        assertEquals(1e-3 * 2e-9 * 0.2 * 50 * 0.1 / photon, forward.photonsPerSecond(50, 0.2), 1);
        RamanNoise backward = new RamanNoise(0, true, 2e-9, 0.2, 1, 1550);
        double alpha = 0.2 * Math.log(10) / 10;
        assertEquals(1e-3 * 2e-9 * 0.2 * (1 - 0.01) / (2 * alpha) / photon, backward.photonsPerSecond(50, 0.2), 1);
        assertEquals(forward.photonsPerSecond(50, 0.2) * 1e-9 * 0.1 / 2, forward.clickProbability(50, 0.2, DETECTOR), 1e-6);
        assertEquals(0.1, new RamanNoise(-10, false, 2e-9, 0.2, 1, 1550).photonsPerSecond(50, 0.2) / forward.photonsPerSecond(50, 0.2), 1e-12);
    }

    @Test
    void gate_ofJitter_keepsTheErrorFunctionOfIt() {
        // Two standard deviations either side: 95.45 %, the next gate begins right there.
        Timing timing = new Timing(50, 200, 200);
        assertEquals(0.954499736, timing.inGate(), 1e-9);
        assertEquals(1 - 0.954499736, timing.inNeighbours(), 1e-8);
        DetectorParameters through = timing.through(DETECTOR);
        assertEquals(0.2, through.efficiency(), 1e-8);
        assertEquals(0.954499736 * 0.01 + 0.0455 / 2, through.misalignment(), 1e-5);
        assertEquals(DETECTOR, new Timing(0, 100, 400).through(DETECTOR));
        assertEquals(0.6826894921 * 0.2, new Timing(50, 100, 1000).through(DETECTOR).efficiency(), 1e-9);
    }

    @Test
    void polarisation_wandersBetweenAlignments() {
        double sum = 0;
        int runs = 20_000;
        PolarisationDrift drift = new PolarisationDrift(0.05, 10, 4);
        for (int i = 0; i < runs; i++) {
            assertEquals(0.01, drift.misalignment(10.0 * i, 0.01), 1e-12, "just aligned");
            sum += drift.misalignment(10 * i + 4, 0.01);
        }
        // After four seconds the angle has a standard deviation of 0.1: mean sin^2 is (1 - exp(-2 sigma^2))/2.
        double turned = (1 - Math.exp(-0.02)) / 2;
        assertEquals(0.01 + 0.98 * turned, sum / runs, 5 * Math.sqrt(2) * turned / Math.sqrt(runs));
        assertThrows(IllegalArgumentException.class, () -> drift.misalignment(1, 0.01));
    }

    @Test
    void pass_overhead_hasItsAltitudeAsRangeAndIsSymmetric() {
        SatellitePass pass = new SatellitePass(500, 90);
        assertEquals(500, pass.rangeKm(0), 1e-4);
        assertEquals(90, pass.elevation(0), 1e-4);
        assertEquals(pass.rangeKm(100), pass.rangeKm(-100), 1e-9);
        // At elevation e the range is sqrt((R sin e)^2 + 2 R h + h^2) - R sin e.
        double time = pass.secondsAbove(20);
        double up = 6371 * Math.sin(Math.toRadians(20));
        assertEquals(Math.sqrt(up * up + 2 * 6371 * 500 + 500 * 500) - up, pass.rangeKm(time), 1e-3);
        assertEquals(20, pass.elevation(time), 1e-6);
        assertTrue(time > 120 && time < 200, "half of a pass over 20 degrees takes some minutes: " + time);
        assertEquals(0, new SatellitePass(500, 30).secondsAbove(40), 1e-6);
    }

    @Test
    void beam_farAway_fallsWithTheSquareOfTheRange() {
        FreeSpaceLoss loss = new FreeSpaceLoss(10, 1, 0, 3, 2);
        assertEquals(4, loss.collected(1000) / loss.collected(2000), 0.02);
        assertEquals(1 - Math.exp(-2 * 0.25 / 100), loss.collected(1000), 1e-12);
        assertEquals(Math.pow(10, -0.5), loss.transmittance(1000, 90) / loss.collected(1000), 1e-12);
        assertEquals(Math.pow(10, -0.8), loss.transmittance(1000, 30) / loss.collected(1000), 1e-12);
        // A pointing error of half the divergence doubles the area over which the light is spread.
        assertEquals(0.5, new FreeSpaceLoss(10, 1, 5, 3, 2).collected(1000) / loss.collected(1000), 0.01);
    }
}
