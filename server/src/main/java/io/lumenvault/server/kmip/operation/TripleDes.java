package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;

/** Sizes and parity of 3DES keys: each byte holds 7 bits of key, and a parity bit that makes its ones odd (NIST SP 800-67 Rev. 2). */
final class TripleDes {

    private static final int TWO_KEYS = 112;
    private static final int THREE_KEYS = 168;
    private static final int KEY_BITS_OF_BYTE = 7;

    private TripleDes() {}

    /** The Cryptographic Length of a key to be made. */
    static int bits(Integer wanted) {
        if (wanted != null && wanted != TWO_KEYS && wanted != THREE_KEYS) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length " + wanted + " of 3DES; allowed are "
                    + TWO_KEYS + " and " + THREE_KEYS + " bits");
        }
        return wanted == null ? THREE_KEYS : wanted;
    }

    /** The bytes of such a key. */
    static int bytes(int bits) {
        return bits / KEY_BITS_OF_BYTE;
    }

    /** Sets the parity bits. @return the same array */
    static byte[] setParity(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            int bits = key[i] & 0xFE;
            key[i] = (byte) (bits | Integer.bitCount(bits) + 1 & 1);
        }
        return key;
    }
}
