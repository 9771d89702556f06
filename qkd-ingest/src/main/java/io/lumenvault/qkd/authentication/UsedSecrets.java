package io.lumenvault.qkd.authentication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Which pre-shared secrets a pool has been started with, by their fingerprints: the one in use, and all before it. With an old one the
 * pool would begin at its first pad again, and pads would stand under two messages.
 */
final class UsedSecrets {
    private static final String CURRENT = "secret.id";
    private static final String EARLIER = "secrets.used";
    private static final int BYTES = 32;

    private final PoolFiles files;

    UsedSecrets(PoolFiles files) {
        this.files = files;
    }

    /** Tells one secret from another; a full-entropy secret is not endangered by its hash. */
    static byte[] fingerprint(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }

    /** Whether one is in use. */
    boolean any() throws IOException {
        return files.read(CURRENT) != null;
    }

    /** Whether this one is in use. */
    boolean isCurrent(byte[] fingerprint) throws IOException {
        return Arrays.equals(fingerprint, files.read(CURRENT));
    }

    /** Whether this one was in use before another. */
    boolean isEarlier(byte[] fingerprint) throws IOException {
        byte[] earlier = earlier();
        for (int from = 0; from < earlier.length; from += BYTES) {
            if (Arrays.equals(earlier, from, from + BYTES, fingerprint, 0, BYTES)) {
                return true;
            }
        }
        return false;
    }

    private byte[] earlier() throws IOException {
        byte[] earlier = files.read(EARLIER);
        if (earlier != null && earlier.length % BYTES != 0) {
            throw new IOException("the authentication pool's list of secrets is damaged: " + earlier.length + " bytes, " + BYTES + " a secret");
        }
        return earlier == null ? new byte[0] : earlier;
    }

    /** The one in use is so no more: until {@link #begin} none is, and the pool starts afresh whenever it is interrupted. */
    void retire() throws IOException {
        byte[] current = files.read(CURRENT);
        if (current == null) {
            return;
        }
        if (!isEarlier(current)) {
            byte[] earlier = earlier();
            files.write(EARLIER, ByteBuffer.allocate(earlier.length + BYTES).put(earlier).put(current).array());
        }
        files.delete(CURRENT);
    }

    /** This one is in use now. */
    void begin(byte[] fingerprint) throws IOException {
        files.write(CURRENT, fingerprint);
    }
}
