package io.lumenvault.qkd.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.qkd.bits.BitArray;
import org.junit.jupiter.api.Test;

class FrameVerificationTest {
    @Test
    void hashBytes_keepTheBoundOnUndetectedErrors() {
        int bytes = FrameVerification.hashBytes(8, 1 << 17, 1e-15);
        assertEquals(8, bytes);
        assertEquals(true, 8 * 1025 / Math.pow(2, 8 * bytes) <= 1e-15);
        assertThrows(IllegalArgumentException.class, () -> FrameVerification.hashBytes(8, 1 << 17, 1e-40));
    }

    @Test
    void compare_oneBitDifferent_failsThatFrameAlone() {
        BitArray[] alice = {new BitArray(1024), new BitArray(1024), new BitArray(1024)};
        BitArray[] bob = {new BitArray(1024), new BitArray(1024), new BitArray(1024)};
        bob[1].flip(700);
        byte[] key = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        boolean[] equal = FrameVerification.compare(FrameVerification.hashes(alice, key, 8),
                FrameVerification.hashes(bob, key, 8), 8);
        assertArrayEquals(new boolean[] {true, false, true}, equal);
    }
}
