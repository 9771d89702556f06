package io.lumenvault.qkd.bits;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A bit string of fixed length, packed in 64-bit words, least significant bit first. It often holds raw key:
 * {@link #wipe()} it after use; {@link #toString()} gives the length only. Bits beyond the length are always zero.
 */
public final class BitArray {
    private final long[] words;
    private final int size;

    public BitArray(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("bit length " + size + " is negative");
        }
        this.size = size;
        this.words = new long[(int) ((size + 63L) >>> 6)];
    }

    /** Reads {@code size} bits from little-endian bytes; surplus bits of the last byte are dropped. */
    public static BitArray fromBytes(byte[] bytes, int size) {
        if (size > bytes.length * 8L) {
            throw new IllegalArgumentException(size + " bits do not fit in " + bytes.length + " bytes");
        }
        BitArray bits = new BitArray(size);
        int full = Math.min(bits.words.length * 8, bytes.length);
        ByteBuffer source = ByteBuffer.wrap(bytes, 0, full).order(ByteOrder.LITTLE_ENDIAN);
        int word = 0;
        while (source.remaining() >= 8) {
            bits.words[word++] = source.getLong();
        }
        for (int shift = 0; source.hasRemaining(); shift += 8) {
            bits.words[word] |= (source.get() & 0xFFL) << shift;
        }
        bits.clearTail();
        return bits;
    }

    private void clearTail() {
        if ((size & 63) != 0) {
            words[words.length - 1] &= (1L << (size & 63)) - 1;
        }
    }

    public int size() {
        return size;
    }

    /** The words themselves, not a copy: for the arithmetic of the stages. */
    public long[] words() {
        return words;
    }

    /** The 64 bits from {@code index} on, the first in the lowest place; zeros where the array ends before. */
    public long word(int index) {
        int word = index >>> 6;
        int shift = index & 63;
        long low = words[word] >>> shift;
        return shift == 0 || word + 1 == words.length ? low : low | words[word + 1] << 64 - shift;
    }

    /** How many of the bits from {@code from} on, {@code count} of them, are 1. */
    public int ones(int from, int count) {
        int ones = 0;
        int done = 0;
        for (; done + 64 <= count; done += 64) {
            ones += Long.bitCount(word(from + done));
        }
        return done == count ? ones : ones + Long.bitCount(word(from + done) << 64 - (count - done));
    }

    public int get(int index) {
        return (int) (words[index >>> 6] >>> index) & 1;
    }

    /** Without a branch, which on random bits would be predicted wrongly every other time. */
    public void set(int index, int bit) {
        int word = index >>> 6;
        words[word] = words[word] & ~(1L << index) | (bit & 1L) << index;
    }

    public void flip(int index) {
        words[index >>> 6] ^= 1L << index;
    }

    /** A copy of the bits [from, from + length). */
    public BitArray slice(int from, int length) {
        if (from < 0 || length < 0 || from + (long) length > size) {
            throw new IndexOutOfBoundsException("bits " + from + " to " + (from + (long) length) + " of " + size);
        }
        BitArray part = new BitArray(length);
        for (int i = 0; i < part.words.length; i++) {
            part.words[i] = word(from + 64 * i);
        }
        part.clearTail();
        return part;
    }

    /** Copies all of {@code part} to the position {@code at}, which must be a multiple of 64. */
    public void put(int at, BitArray part) {
        if ((at & 63) != 0 || at + (long) part.size > size) {
            throw new IndexOutOfBoundsException(part.size + " bits at " + at + " of " + size + " (a multiple of 64)");
        }
        System.arraycopy(part.words, 0, words, at >>> 6, part.words.length);
    }

    /** Little-endian bytes, the last one filled up with zero bits. */
    public byte[] toBytes() {
        byte[] bytes = new byte[(int) ((size + 7L) >>> 3)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (words[i >>> 3] >>> ((i & 7) << 3));
        }
        return bytes;
    }

    public int hammingDistance(BitArray other) {
        if (other.size != size) {
            throw new IllegalArgumentException("lengths " + size + " and " + other.size + " differ");
        }
        int distance = 0;
        for (int i = 0; i < words.length; i++) {
            distance += Long.bitCount(words[i] ^ other.words[i]);
        }
        return distance;
    }

    public void wipe() {
        Arrays.fill(words, 0);
    }

    @Override
    public String toString() {
        return "BitArray[" + size + " bits]";
    }
}
