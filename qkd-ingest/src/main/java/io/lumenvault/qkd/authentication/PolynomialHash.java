package io.lumenvault.qkd.authentication;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Polynomial hash over GF(2^128) with the field and bit order of GHASH (NIST SP 800-38D): the message in 16-byte
 * blocks, the last one zero-padded, then one block with the bit length. For a random key two different messages of at
 * most L blocks differ by any given value with probability at most (L + 1) / 2^128.
 *
 * <p>Multiplication by the key is 32 look-ups in tables of 8 KiB. The tables are secret: {@link #close()} wipes them.
 * Look-ups depend on hashed data and key, so the hash is for machines that the attacker does not share.
 */
public final class PolynomialHash implements AutoCloseable {
    public static final int KEY_BYTES = 16;
    public static final int HASH_BYTES = 16;
    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int NIBBLES = 32;

    private final long[] table = new long[NIBBLES * 16 * 2];
    private final byte[] pending = new byte[16];
    private int pendingBytes;
    private long high;
    private long low;
    private long length;

    /** @param key 16 bytes */
    public PolynomialHash(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("hash key of " + key.length + " bytes; 16 are needed");
        }
        long h = (long) BIG_ENDIAN.get(key, 0);
        long l = (long) BIG_ENDIAN.get(key, 8);
        for (int nibble = 0; nibble < NIBBLES; nibble++) {
            for (int bit = 8; bit > 0; bit >>= 1) {
                table[(nibble * 16 + bit) * 2] = h;
                table[(nibble * 16 + bit) * 2 + 1] = l;
                long carry = -(l & 1) & 0xE100000000000000L;
                l = l >>> 1 | h << 63;
                h = h >>> 1 ^ carry;
            }
            combine(nibble * 32);
        }
    }

    private void combine(int base) {
        for (int value = 3; value < 16; value++) {
            int top = Integer.highestOneBit(value);
            if (top != value) {
                table[base + value * 2] = table[base + top * 2] ^ table[base + (value - top) * 2];
                table[base + value * 2 + 1] = table[base + top * 2 + 1] ^ table[base + (value - top) * 2 + 1];
            }
        }
    }

    /** Forgets what was hashed, keeps the key. */
    public void reset() {
        Arrays.fill(pending, (byte) 0);
        pendingBytes = 0;
        high = 0;
        low = 0;
        length = 0;
    }

    public PolynomialHash update(byte[] data) {
        return update(data, 0, data.length);
    }

    public PolynomialHash update(byte[] data, int offset, int count) {
        length += count;
        int at = offset;
        int end = offset + count;
        if (pendingBytes > 0) {
            int part = Math.min(16 - pendingBytes, count);
            System.arraycopy(data, at, pending, pendingBytes, part);
            pendingBytes += part;
            at += part;
            if (pendingBytes < 16) {
                return this;
            }
            blocks(pending, 0, 16);
            pendingBytes = 0;
        }
        int whole = at + (end - at & ~15);
        blocks(data, at, whole);
        pendingBytes = end - whole;
        System.arraycopy(data, whole, pending, 0, pendingBytes);
        return this;
    }

    private void blocks(byte[] data, int from, int to) {
        for (int at = from; at < to; at += 16) {
            multiply(high ^ (long) BIG_ENDIAN.get(data, at), low ^ (long) BIG_ENDIAN.get(data, at + 8));
        }
    }

    private void multiply(long x, long y) {
        long[] t = table;
        long h = 0;
        long l = 0;
        for (int i = 0; i < 16; i++) {
            int a = i * 32 + (int) (x >>> 60 - 4 * i & 15) * 2;
            int b = 512 + i * 32 + (int) (y >>> 60 - 4 * i & 15) * 2;
            h ^= t[a] ^ t[b];
            l ^= t[a + 1] ^ t[b + 1];
        }
        high = h;
        low = l;
    }

    /** Closes the message with its length block; {@link #reset()} before the next one. */
    public byte[] finish() {
        if (pendingBytes > 0) {
            Arrays.fill(pending, pendingBytes, 16, (byte) 0);
            blocks(pending, 0, 16);
            pendingBytes = 0;
        }
        multiply(high ^ length >>> 61, low ^ length << 3);
        byte[] hash = new byte[HASH_BYTES];
        BIG_ENDIAN.set(hash, 0, high);
        BIG_ENDIAN.set(hash, 8, low);
        return hash;
    }

    @Override
    public void close() {
        reset();
        Arrays.fill(table, 0);
    }
}
