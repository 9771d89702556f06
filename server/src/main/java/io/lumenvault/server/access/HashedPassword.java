package io.lumenvault.server.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;

/**
 * The Hashed Password of KMIP 2.1 section 9.11: {@code Hash(S1 || Timestamp) || S2} with {@code S1 = Hash(Username || Password)} and
 * {@code S2 = Hash(Password || Username)}. The specification does not say what bytes a Timestamp is: here it is the eight bytes that its
 * item has on the wire, microseconds since 1970, big-endian.
 *
 * @param digest JCA name of the hash
 */
public record HashedPassword(String digest) {

    /** How far a time stamp may be from this node's clock, either way. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    public HashedPassword {
        Objects.requireNonNull(digest, "digest");
    }

    /** Microseconds since 1970. */
    public static long micros(Instant timestamp) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, timestamp);
    }

    /** Bytes of one hash; both hashes together are twice as many. */
    public int hashBytes() {
        return instance().getDigestLength();
    }

    /** Both hashes, S1 and S2, of a user's password; the caller wipes them. */
    public byte[] hashes(String username, byte[] passwordUtf8) {
        byte[] name = username.getBytes(StandardCharsets.UTF_8);
        return joined(hash(name, passwordUtf8), hash(passwordUtf8, name));
    }

    /** The value that a client sends. @param hashes S1 and S2 */
    public byte[] value(byte[] hashes, long micros) {
        byte[] first = Arrays.copyOf(hashes, hashBytes());
        try {
            return joined(hash(first, bytes(micros)), Arrays.copyOfRange(hashes, hashBytes(), hashes.length));
        } finally {
            Arrays.fill(first, (byte) 0);
        }
    }

    /** Whether a value is that of these hashes and this time; takes as long whether it is or not. */
    public boolean accepts(byte[] hashes, long micros, byte[] value) {
        byte[] expected = value(hashes, micros);
        try {
            return MessageDigest.isEqual(expected, value);
        } finally {
            Arrays.fill(expected, (byte) 0);
        }
    }

    /** What the server proves by that it knows the password too: {@code Hash(Timestamp || S1 || Hash(S2))} (section 8.5). */
    public byte[] answer(byte[] hashes, long micros) {
        byte[] first = Arrays.copyOf(hashes, hashBytes());
        byte[] second = Arrays.copyOfRange(hashes, hashBytes(), hashes.length);
        try {
            return hash(bytes(micros), first, hash(second));
        } finally {
            Arrays.fill(first, (byte) 0);
            Arrays.fill(second, (byte) 0);
        }
    }

    private static byte[] bytes(long micros) {
        return ByteBuffer.allocate(Long.BYTES).putLong(micros).array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Arrays.fill(first, (byte) 0);
        Arrays.fill(second, (byte) 0);
        return both;
    }

    private byte[] hash(byte[]... parts) {
        MessageDigest hashing = instance();
        for (byte[] part : parts) {
            hashing.update(part);
        }
        return hashing.digest();
    }

    private MessageDigest instance() {
        try {
            return MessageDigest.getInstance(digest);
        } catch (GeneralSecurityException unknown) {
            throw new IllegalArgumentException("there is no hash " + digest, unknown);
        }
    }
}
