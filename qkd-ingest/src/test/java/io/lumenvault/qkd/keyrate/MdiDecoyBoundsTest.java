package io.lumenvault.qkd.keyrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** Against the model, in which the yields are known. */
class MdiDecoyBoundsTest {
    private static final double[] THREE = {0.5, 0.02, 0};

    private static MeasurementDeviceIndependent model(double km, double a, double b) {
        double eta = 0.145 * Math.pow(10, -0.2 * km / 2 / 10);
        return MeasurementDeviceIndependent.of(a, b, eta, eta, 3e-6, 0.015, 1.16);
    }

    private static MdiDecoyBounds bounds(double km, double... intensities) {
        return MdiDecoyBounds.of(intensities, (a, b) -> model(km, a, b).gainZ(), (a, b) -> model(km, a, b).gainX(),
                (a, b) -> model(km, a, b).gainX() * model(km, a, b).errorX());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 50, 100, 150, 180})
    void threeIntensities_boundWhatInfinitelyManyWouldTell(double km) {
        MeasurementDeviceIndependent exact = model(km, 0.5, 0.5);
        MdiDecoyBounds bounds = bounds(km, THREE);
        assertTrue(bounds.yieldZ() <= exact.yield11() * (1 + 1e-6), bounds + " " + exact);
        assertTrue(bounds.yieldZ() >= exact.yield11() * 0.9, bounds + " " + exact);
        assertTrue(bounds.errorX() >= exact.error11() * (1 - 1e-6), bounds + " " + exact);
        assertTrue(bounds.errorX() <= exact.error11() * 3, bounds + " " + exact);
    }

    /** A public validation with three intensities has 96 % of the rate of infinitely many at 100 km; which ones is not said. */
    @Test
    void rateAt100km_isALittleBelowThatOfInfinitelyManyIntensities() {
        MeasurementDeviceIndependent exact = model(100, 0.5, 0.5);
        MdiDecoyBounds bounds = bounds(100, 0.5, 0.005, 0);
        double rate = 0.25 * Math.exp(-1) * bounds.yieldZ() * (1 - BinaryEntropy.phaseError(bounds.errorX()))
                - exact.gainZ() * 1.16 * BinaryEntropy.h(exact.errorZ());
        assertTrue(rate < exact.rate() && rate > 0.9 * exact.rate(), rate + " of " + exact.rate());
    }

    @Test
    void moreIntensities_tellMore() {
        assertTrue(bounds(100, 0.5, 0.1, 0).yieldZ() > bounds(100, 0.5, 0.1).yieldZ());
        assertTrue(bounds(100, 0.5, 0.3, 0.1, 0).yieldZ() >= bounds(100, 0.5, 0.1, 0).yieldZ() * (1 - 1e-6));
    }

    @Test
    void withoutAnyGain_nothingIsKnown() {
        assertEquals(new MdiDecoyBounds(0, 1), MdiDecoyBounds.of(THREE, (a, b) -> 0, (a, b) -> 0, (a, b) -> 0));
        assertThrows(IllegalArgumentException.class, () -> MdiDecoyBounds.of(new double[] {11}, (a, b) -> 0, (a, b) -> 0, (a, b) -> 0));
    }
}
