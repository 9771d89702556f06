package io.lumenvault.qkd.authentication;

import java.math.BigInteger;

/** Field elements as 16 bytes, least significant first. */
final class LittleEndian {

    private static final int BYTES = 16;

    private LittleEndian() {}

    static BigInteger number(byte[] source, int from, int count) {
        byte[] reversed = new byte[count];
        for (int i = 0; i < count; i++) {
            reversed[count - 1 - i] = source[from + i];
        }
        return new BigInteger(1, reversed);
    }

    /** The low 16 bytes of a number that is not negative. */
    static byte[] bytes(BigInteger value) {
        byte[] out = new byte[BYTES];
        byte[] big = value.toByteArray();
        for (int i = 0; i < Math.min(BYTES, big.length); i++) {
            out[i] = big[big.length - 1 - i];
        }
        return out;
    }
}
