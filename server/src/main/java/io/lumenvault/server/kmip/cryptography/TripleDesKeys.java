package io.lumenvault.server.kmip.cryptography;

import java.util.Arrays;

/** Keys of 3DES as they come: with parity bits, two keys or three. */
final class TripleDesKeys {

    private static final int TWO = 16;
    private static final int THREE = 24;

    private TripleDesKeys() {}

    /** A copy of the three keys, for the caller to wipe; where there are two, the first is the third too (NIST SP 800-67 Rev. 2 section 3.2). */
    static byte[] threeKeys(byte[] key) {
        if (key.length == THREE) {
            return key.clone();
        }
        if (key.length != TWO) {
            throw Faults.bad("a 3DES key has " + key.length + " bytes; it must have 16 or 24, parity bits included");
        }
        byte[] three = Arrays.copyOf(key, THREE);
        System.arraycopy(key, 0, three, TWO, THREE - TWO);
        return three;
    }
}
