package io.lumenvault.qkd.authentication;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Poly1305 (RFC 8439 section 2.5), a Wegman-Carter tag over the prime field of p = 2^130 - 5 under a key that is used once. For peers
 * that speak this construction, not for speed: the link itself uses {@link WegmanCarter}.
 */
public final class Poly1305 {

    private static final BigInteger P = BigInteger.ONE.shiftLeft(130).subtract(BigInteger.valueOf(5));
    private static final int HALF_KEY_BYTES = 16;
    private static final int BLOCK_BYTES = 16;
    /** Section 2.5: the bits of r that are cleared. */
    private static final BigInteger CLAMP = new BigInteger("0ffffffc0ffffffc0ffffffc0fffffff", 16);

    private Poly1305() {}

    /**
     * The tag of a message, 16 bytes.
     *
     * @param key32 r and s, 16 bytes each; never used for another message
     */
    public static byte[] tag(byte[] message, byte[] key32) {
        if (key32.length != 2 * HALF_KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key32.length + " bytes; Poly1305 takes 32");
        }
        BigInteger r = LittleEndian.number(key32, 0, HALF_KEY_BYTES).and(CLAMP);
        BigInteger a = BigInteger.ZERO;
        for (int at = 0; at < message.length; at += BLOCK_BYTES) {
            byte[] block = Arrays.copyOfRange(message, at, Math.min(at + BLOCK_BYTES, message.length) + 1);
            block[block.length - 1] = 1;
            a = a.add(LittleEndian.number(block, 0, block.length)).multiply(r).mod(P);
        }
        return LittleEndian.bytes(a.add(LittleEndian.number(key32, HALF_KEY_BYTES, HALF_KEY_BYTES)));
    }
}
