package io.lumenvault.hsm;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * GHASH (NIST SP 800-38D clause 6.4). Multiplies bit by bit without a branch or a table index that depends on a secret, so its
 * time tells nothing of the hash subkey.
 */
final class Ghash {

    static final int BLOCK_BYTES = 16;

    /** R, the reduction of x^128 in the bit order of clause 6.3: its left half. */
    private static final long REDUCTION = 0xE1L << 56;

    private long subkeyHigh;
    private long subkeyLow;
    private long high;
    private long low;

    /** @param subkey the hash subkey, in its first 16 bytes */
    Ghash(byte[] subkey) {
        ByteBuffer bytes = ByteBuffer.wrap(subkey);
        subkeyHigh = bytes.getLong();
        subkeyLow = bytes.getLong();
    }

    /** Takes in these bytes, the last block filled up with zeros. */
    void update(byte[] data, int offset, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(data, offset, length);
        while (bytes.remaining() >= BLOCK_BYTES) {
            multiply(high ^ bytes.getLong(), low ^ bytes.getLong());
        }
        if (bytes.hasRemaining()) {
            byte[] last = Arrays.copyOfRange(data, bytes.position(), bytes.position() + BLOCK_BYTES);
            Arrays.fill(last, bytes.remaining(), BLOCK_BYTES, (byte) 0);
            ByteBuffer block = ByteBuffer.wrap(last);
            multiply(high ^ block.getLong(), low ^ block.getLong());
        }
    }

    byte[] digest() {
        return ByteBuffer.allocate(BLOCK_BYTES).putLong(high).putLong(low).array();
    }

    /** Forgets the hash subkey; the instance is of no use any more. */
    void clear() {
        subkeyHigh = 0;
        subkeyLow = 0;
        high = 0;
        low = 0;
    }

    /** The product of this block and the subkey (clause 6.3, algorithm 1) becomes the state. */
    private void multiply(long blockHigh, long blockLow) {
        long productHigh = 0;
        long productLow = 0;
        long factorHigh = subkeyHigh;
        long factorLow = subkeyLow;
        for (int bit = 0; bit < 2 * Long.SIZE; bit++) {
            long word = bit < Long.SIZE ? blockHigh : blockLow;
            long chosen = -(word >>> (Long.SIZE - 1 - bit % Long.SIZE) & 1);
            productHigh ^= factorHigh & chosen;
            productLow ^= factorLow & chosen;
            long reduce = -(factorLow & 1);
            factorLow = factorLow >>> 1 | factorHigh << (Long.SIZE - 1);
            factorHigh = factorHigh >>> 1 ^ REDUCTION & reduce;
        }
        high = productHigh;
        low = productLow;
    }
}
