package io.lumenvault.qkd.sifting;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.estimation.DecoyCounts;

/**
 * A block while it is sifted: the key bits of this end with their intensities, and the counts of the bits that are compared.
 * Closed when it holds exactly the agreed number of key bits, so that both ends cut at the same click.
 */
public final class SiftedBlock {
    private final BitArray key;
    private final byte[] intensities;
    private final long[] test;
    private final long[] testErrors;
    private long slots;
    private long clicks;
    private int filled;

    /**
     * @param keyBits how many key-basis bits make a block
     * @param testClasses classes in which compared bits are counted
     */
    SiftedBlock(int keyBits, int testClasses) {
        key = new BitArray(keyBits);
        intensities = new byte[keyBits];
        test = new long[testClasses];
        testErrors = new long[testClasses];
    }

    public boolean isFull() {
        return filled == key.size();
    }

    /** Key-basis bits so far. */
    public int filled() {
        return filled;
    }

    /** Compared bits so far, by class. */
    long[] tested() {
        return test.clone();
    }

    /** How many of them differ. */
    long[] testErrors() {
        return testErrors.clone();
    }

    /** Adds a stretch of light, before its bits. */
    void addLight(int stretch, int clicked) {
        slots += stretch;
        clicks += clicked;
    }

    /** Clicks a clock slot, of the stretches that came while the block was filled; not a number where it began and ended within one. */
    public double gain() {
        return (double) clicks / slots;
    }

    /** Adds a key-basis bit. */
    public void addKeyBit(int bit, int intensity) {
        key.set(filled, bit);
        intensities[filled++] = (byte) intensity;
    }

    /** Adds a compared bit; only Bob, who sees Alice's, knows whether it differs. */
    public void addTestBit(int ofClass, boolean error) {
        test[ofClass]++;
        if (error) {
            testErrors[ofClass]++;
        }
    }

    /**
     * In how many bits the equal parts (frames) that stay differ from what was sifted, by intensity.
     *
     * @param frames the frames as they are now, of whole words
     * @param keep which of them stay
     */
    public long[] differences(BitArray[] frames, boolean[] keep) {
        long[] different = new long[DecoyCounts.INTENSITIES];
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
