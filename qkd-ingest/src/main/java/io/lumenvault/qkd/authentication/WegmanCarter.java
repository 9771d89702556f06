package io.lumenvault.qkd.authentication;

import java.security.MessageDigest;

/**
 * Wegman-Carter tags over GF(2^128): polynomial hash XOR one-time pad. A forgery of a message of at most L 16-byte
 * blocks succeeds with probability at most (L + 1) / 2^128, against any computing power, as long as no pad is used twice.
 */
public final class WegmanCarter {
    public static final int TAG_BYTES = 16;

    private WegmanCarter() {
    }

    /**
     * The tag of a message.
     *
     * @param message any length
     * @param hashKey16 16 secret bytes, re-usable
     * @param otp16 16 secret bytes, for this message only
     * @return 16 bytes
     */
    public static byte[] tag(byte[] message, byte[] hashKey16, byte[] otp16) {
        try (PolynomialHash hash = new PolynomialHash(hashKey16)) {
            return seal(hash.update(message).finish(), otp16);
        }
    }

    /** Adds the one-time pad to a finished hash, in place, which makes it the tag. */
    public static byte[] seal(byte[] hash, byte[] otp16) {
        if (otp16.length != TAG_BYTES || hash.length != TAG_BYTES) {
            throw new IllegalArgumentException("hash of " + hash.length + " and pad of " + otp16.length
                    + " bytes; 16 are needed of each");
        }
        for (int i = 0; i < TAG_BYTES; i++) {
            hash[i] ^= otp16[i];
        }
        return hash;
    }

    /** Whether the tag belongs to the message; compares in constant time. */
    public static boolean verify(byte[] message, byte[] hashKey16, byte[] otp16, byte[] tag) {
        return MessageDigest.isEqual(tag(message, hashKey16, otp16), tag);
    }
}
