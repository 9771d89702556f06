package io.lumenvault.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChiSquareTest {
    /** Quantiles of printed tables. */
    @Test
    void survival_atTabulatedQuantiles_agrees() {
        assertEquals(0.05, ChiSquare.survival(3.841459, 1), 1e-6);
        assertEquals(0.01, ChiSquare.survival(23.209251, 10), 1e-6);
        assertEquals(0.95, ChiSquare.survival(10.850811, 20), 1e-6);
        assertEquals(0.001, ChiSquare.survival(149.449253, 100), 1e-6);
    }
}
