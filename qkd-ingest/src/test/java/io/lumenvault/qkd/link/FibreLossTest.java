package io.lumenvault.qkd.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FibreLossTest {
    /** The worked example of IMDA RS QKDN clause 5.3.1.1. */
    @Test
    void decibels_exampleOfTheSpecification_is19Point6() {
        FibreLoss loss = new FibreLoss(45, 0.4, 10, 0.1, 2, 0.3);
        assertEquals(19.6, loss.decibels(), 1e-12);
        assertEquals(0.010965, loss.transmittance(), 1e-6);
    }

    @Test
    void negativeLength_isRefusedByName() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new FibreLoss(-1, 0.2, 0, 0, 0, 0));
        assertTrue(e.getMessage().contains("length") && e.getMessage().contains("-1"));
    }
}
