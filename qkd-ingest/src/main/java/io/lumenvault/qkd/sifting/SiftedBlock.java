package io.lumenvault.qkd.sifting;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.estimation.DecoyCounts;

/**
 * A block while it is sifted: the key-basis bits of this end with their intensities, and the counts of the test basis.
 * Closed when it holds exactly the agreed number of key bits, so that both ends cut at the same click.
 */
public final class SiftedBlock {
    private final BitArray key;
    private final byte[] intensities;
    private final long[] test = new long[3];
    private final long[] testErrors = new long[3];
    private int filled;

    /** @param keyBits how many key-basis bits make a block */
    public SiftedBlock(int keyBits) {
        key = new BitArray(keyBits);
        intensities = new byte[keyBits];
    }

    public boolean isFull() {
        return filled == key.size();
    }

    /** Key-basis bits so far. */
    public int filled() {
        return filled;
    }

    /** Test-basis bits so far. */
    long tested() {
        return test[0] + test[1] + test[2];
    }

    /** How many of them are wrong. */
    long testErrors() {
        return testErrors[0] + testErrors[1] + testErrors[2];
    }

    /** Adds a key-basis bit. */
    public void addKeyBit(int bit, int intensity) {
        key.set(filled, bit);
        intensities[filled++] = (byte) intensity;
    }

    /** Adds a test-basis bit; only Bob, who sees Alice's, knows whether it is wrong. */
    public void addTestBit(int intensity, boolean error) {
        test[intensity]++;
        if (error) {
            testErrors[intensity]++;
        }
    }

    /**
     * In how many bits the equal parts (frames) that stay differ from what was sifted, by intensity.
     *
     * @param frames the frames as they are now, of whole words
     * @param keep which of them stay
     */
    public long[] differences(BitArray[] frames, boolean[] keep) {
        long[] different = new long[testErrors.length];
        int words = key.size() / frames.length / Long.SIZE;
        for (int f = 0; f < frames.length; f++) {
            for (int w = 0; keep[f] && w < words; w++) {
                int at = f * words + w;
                for (long left = frames[f].words()[w] ^ key.words()[at]; left != 0; left &= left - 1) {
                    different[intensities[at * Long.SIZE + Long.numberOfTrailingZeros(left)]]++;
                }
            }
        }
        return different;
    }

    public BitArray key() {
        return key;
    }

    /** Counts of the whole block. */
    public DecoyCounts counts() {
        return counts(new boolean[] {true}, testErrors);
    }

    /**
     * Counts of a part of the block.
     *
     * @param keep which of the equal parts (frames) of the key stay
     * @param errors m_{Z,k}
     */
    public DecoyCounts counts(boolean[] keep, long[] errors) {
        int second = 0;
        int third = 0;
        int all = 0;
        int frame = key.size() / keep.length;
        for (int f = 0; f < keep.length; f++) {
            int end = keep[f] ? Math.min(filled, (f + 1) * frame) : 0;
            all += Math.max(0, end - f * frame);
            for (int i = f * frame; i < end; i++) {
                second += intensities[i] & 1;
                third += intensities[i] >> 1;
            }
        }
        long[] n = {all - second - third, second, third};
        return new DecoyCounts(n, test.clone(), errors.clone());
    }
}
