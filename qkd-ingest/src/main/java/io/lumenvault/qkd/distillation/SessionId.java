package io.lumenvault.qkd.distillation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What tells a session from every other, for the connections that belong to it. It is as public as the nonces that it is made of and
 * proves nothing.
 *
 * @param bytes the identifier
 */
public record SessionId(byte[] bytes) {
    public static final int BYTES = 32;

    public SessionId {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("session identifier of " + bytes.length + " bytes; " + BYTES + " are needed");
        }
    }

    /** Of the session in which these nonces were said. */
    static SessionId of(byte[] nonces) {
        try {
            return new SessionId(MessageDigest.getInstance("SHA-256").digest(nonces));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId session && Arrays.equals(bytes, session.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
