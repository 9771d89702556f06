package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import org.junit.jupiter.api.Test;

class TripleDesTest {

    @Test
    void setParity_everyByteHasAnOddNumberOfOnes() {
        assertArrayEquals(new byte[] {1, 2, 2, (byte) 0xFE, (byte) 0xFE, (byte) 0x80},
                TripleDes.setParity(new byte[] {0, 2, 3, (byte) 0xFF, (byte) 0xFE, (byte) 0x81}));
    }

    @Test
    void lengths_countKeyBitsAlone() {
        assertEquals(24, TripleDes.bytes(TripleDes.bits(null)));
        assertEquals(16, TripleDes.bytes(TripleDes.bits(112)));
        assertThrows(KmipException.class, () -> TripleDes.bits(192));
    }
}
