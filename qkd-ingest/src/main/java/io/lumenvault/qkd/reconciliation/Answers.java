package io.lumenvault.qkd.reconciliation;

import java.util.Arrays;

/** Alice's parities, in the order of the questions, packed; each one is a disclosed bit. */
public final class Answers {
    private long[] words = new long[16];
    private int count;
    private int cursor;

    void add(int parity) {
        if (count >>> 6 == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        words[count >>> 6] |= (long) (parity & 1) << count;
        count++;
    }

    int next() {
        if (cursor == count) {
            throw new IllegalArgumentException("only " + count + " parities were answered");
        }
        int parity = (int) (words[cursor >>> 6] >>> cursor) & 1;
        cursor++;
        return parity;
    }

    /** Bits disclosed in this batch. */
    public int count() {
        return count;
    }

    /** Number of parities not yet used. */
    int left() {
        return count - cursor;
    }

    /** Empties the batch. */
    public void clear() {
        Arrays.fill(words, 0, (count + 63) >>> 6, 0);
        count = 0;
        cursor = 0;
    }

    /** Little-endian bytes, least significant bit first. */
    public byte[] toBytes() {
        byte[] bytes = new byte[(count + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (words[i >>> 3] >>> ((i & 7) << 3));
        }
        return bytes;
    }

    /** Reads {@code count} parities. */
    public static Answers fromBytes(byte[] bytes, int count) {
        if (bytes.length != (count + 7) / 8) {
            throw new IllegalArgumentException(bytes.length + " bytes are not " + count + " parities");
        }
        Answers answers = new Answers();
        for (int i = 0; i < count; i++) {
            answers.add(bytes[i >>> 3] >> (i & 7));
        }
        return answers;
    }
}
