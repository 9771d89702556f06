package io.lumenvault.qkd.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
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

    /** A part of the buffer: the more often the runtime's counter mode is called, the sooner it is compiled. */
    private static final byte[] ZEROS = new byte[4096];
    private static final IvParameterSpec FIRST_BLOCK = new IvParameterSpec(new byte[16]);

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final IntBuffer words = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    private final Cipher cipher;
    private int position = BUFFER_BYTES;

    public SecureBits() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is missing from this Java runtime", e);
        }
        use(key);
    }

    /**
     * From here on the cipher can make what comes next, and nothing that has been given out. Each key counts from the same block, and is
     * wiped here.
     */
    private void use(byte[] key) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), FIRST_BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed", e);
        }
        Arrays.fill(key, (byte) 0);
    }

    private void refill() {
        try {
            for (int from = 0; from < BUFFER_BYTES; from += ZEROS.length) {
                cipher.update(ZEROS, 0, ZEROS.length, buffer, from);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed", e);
        }
        use(Arrays.copyOf(buffer, KEY_BYTES));
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

    /** Fills the first {@code count} words of the array. */
    public void nextInts(int[] target, int count) {
        int done = 0;
        while (done < count) {
            int word = Math.ceilDiv(position, Integer.BYTES);
            if (word == words.capacity()) {
                refill();
                continue;
            }
            int part = Math.min(count - done, words.capacity() - word);
            words.get(word, target, done, part);
            Arrays.fill(buffer, position, (word + part) * Integer.BYTES, (byte) 0);
            position = (word + part) * Integer.BYTES;
            done += part;
        }
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
