package io.lumenvault.qkd.authentication;

import java.math.BigInteger;

/**
 * Wegman-Carter tags over the prime field of p = 2^127 - 1. The family is Delta-universal for addition mod p only, so
 * the pad is added, never XORed, and the tag is never truncated. Arbitrary-precision arithmetic: for peers that
 * speak this construction, not for speed: the link itself uses {@link WegmanCarter}.
 */
public final class MersenneWegmanCarter {
    static final BigInteger P = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
    private static final int BLOCK_BYTES = 15;

    private MersenneWegmanCarter() {
    }

    /** Hash of the message in 15-byte little-endian blocks and a final block with the bit length; big-endian, 16 bytes. */
    public static byte[] hash(byte[] message, byte[] key16) {
        return bigEndian(evaluate(message, LittleEndian.number(key16, 0, key16.length).mod(P)));
    }

    /** (hash + pad) mod p, key and pad read little-endian; big-endian, 16 bytes. */
    public static byte[] tag(byte[] message, byte[] key16, byte[] otp16) {
        BigInteger hash = evaluate(message, LittleEndian.number(key16, 0, key16.length).mod(P));
        return bigEndian(hash.add(LittleEndian.number(otp16, 0, otp16.length)).mod(P));
    }

    private static byte[] bigEndian(BigInteger value) {
        byte[] out = LittleEndian.bytes(value);
        for (int i = 0; i < out.length / 2; i++) {
            byte swapped = out[i];
            out[i] = out[out.length - 1 - i];
            out[out.length - 1 - i] = swapped;
        }
        return out;
    }

    private static BigInteger evaluate(byte[] message, BigInteger key) {
        BigInteger a = BigInteger.ZERO;
        for (int at = 0; at < message.length; at += BLOCK_BYTES) {
            int count = Math.min(BLOCK_BYTES, message.length - at);
            a = a.add(LittleEndian.number(message, at, count)).multiply(key).mod(P);
        }
        return a.add(BigInteger.valueOf(message.length * 8L)).multiply(key).mod(P);
    }
}
