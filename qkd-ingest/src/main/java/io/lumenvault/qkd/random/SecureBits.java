package io.lumenvault.qkd.random;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A cryptographic bit source: AES-256 in counter mode, keyed by {@link SecureRandom}, with fast key erasure (each
 * buffer begins with the next key, so that what was given out cannot be reconstructed from the state).
 * Not safe for use by several threads.
 */
public final class SecureBits {
    private static final int KEY_BYTES = 32;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final double TO_UNIT = 0x1.0p-53;

    private final byte[] counters = new byte[BUFFER_BYTES];
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] key = new byte[KEY_BYTES];
    private final Cipher cipher;
    private int position = BUFFER_BYTES;

    public SecureBits() {
        new SecureRandom().nextBytes(key);
        try {
            // Counter mode by hand: the blocks are counted once, the key is new for each buffer.
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is missing from this Java runtime", e);
        }
        for (int block = 0; block < BUFFER_BYTES / 16; block++) {
            LongView.BYTES.set(counters, block * 16, (long) block);
        }
    }

    private void refill() {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            cipher.doFinal(counters, 0, BUFFER_BYTES, buffer, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed", e);
        }
        System.arraycopy(buffer, 0, key, 0, KEY_BYTES);
        Arrays.fill(buffer, 0, KEY_BYTES, (byte) 0);
        position = KEY_BYTES;
    }

    public long nextLong() {
        if (position + Long.BYTES > BUFFER_BYTES) {
            refill();
        }
        long value = (long) LongView.BYTES.get(buffer, position);
        LongView.BYTES.set(buffer, position, 0L);
        position += Long.BYTES;
        return value;
    }

    /** 32 bits. */
    public int nextInt() {
        if (position + Integer.BYTES > BUFFER_BYTES) {
            refill();
        }
        int value = (int) LongView.INTS.get(buffer, position);
        LongView.INTS.set(buffer, position, 0);
        position += Integer.BYTES;
        return value;
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * TO_UNIT;
    }

    /** Fills the whole array. */
    public void nextBytes(byte[] target) {
        int done = 0;
        while (done < target.length) {
            if (position >= BUFFER_BYTES) {
                refill();
            }
            int part = Math.min(target.length - done, BUFFER_BYTES - position);
            System.arraycopy(buffer, position, target, done, part);
            Arrays.fill(buffer, position, position + part, (byte) 0);
            position += part;
            done += part;
        }
    }
}
