package io.lumenvault.qkd.authentication;

import java.math.BigInteger;

/**
 * Wegman-Carter tags over the prime field of p = 2^127 - 1. The family is Delta-universal for addition mod p only, so
 * the pad is added, never XORed, and the tag is never truncated. Arbitrary-precision arithmetic: an independent second
 * construction for checks, not the fast path.
 */
public final class MersenneWegmanCarter {
    static final BigInteger P = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    private static final int BLOCK_BYTES = 15;

    private MersenneWegmanCarter() {
    }

    /** Hash of the message in 15-byte little-endian blocks and a final block with the bit length; big-endian, 16 bytes. */
    public static byte[] hash(byte[] message, byte[] key16) {
        return bytes(evaluate(message, littleEndian(key16, 0, key16.length).mod(P)));
    }

    /** (hash + pad) mod p, key and pad read little-endian; big-endian, 16 bytes. */
    public static byte[] tag(byte[] message, byte[] key16, byte[] otp16) {
        BigInteger hash = evaluate(message, littleEndian(key16, 0, key16.length).mod(P));
        return bytes(hash.add(littleEndian(otp16, 0, otp16.length)).mod(P));
    }

    private static BigInteger evaluate(byte[] message, BigInteger key) {
        BigInteger a = BigInteger.ZERO;
        for (int at = 0; at < message.length; at += BLOCK_BYTES) {
            int count = Math.min(BLOCK_BYTES, message.length - at);
            a = a.add(littleEndian(message, at, count)).multiply(key).mod(P);
        }
        return a.add(BigInteger.valueOf(message.length * 8L)).multiply(key).mod(P);
    }

    private static BigInteger littleEndian(byte[] source, int from, int count) {
        byte[] reversed = new byte[count];
        for (int i = 0; i < count; i++) {
            reversed[count - 1 - i] = source[from + i];
        }
        return new BigInteger(1, reversed);
    }

    private static byte[] bytes(BigInteger value) {
        byte[] out = new byte[16];
        byte[] big = value.toByteArray();
        for (int i = 1; i <= Math.min(16, big.length); i++) {
            out[16 - i] = big[big.length - i];
        }
        return out;
    }
}
