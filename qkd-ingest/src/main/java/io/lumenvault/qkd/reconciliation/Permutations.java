package io.lumenvault.qkd.reconciliation;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.random.Xoshiro256;

/**
 * The random orders of the bits, one a pass, that both ends derive from a public seed. Pass 0 keeps the order of
 * detection. They may serve many frames: an adversary who fits her errors to them gains failed frames, not knowledge,
 * because what is disclosed is counted.
 */
public final class Permutations {
    private final int logFrame;
    private final int[][] forward = new int[CascadeSchedule.PASSES][];
    private final int[][] inverse = new int[CascadeSchedule.PASSES][];
    private final BitArray[] firstHalf = new BitArray[CascadeSchedule.PASSES];

    /**
     * @param logFrame log2 of the frame length, 8 to 24
     * @param seed public seed
     */
    public Permutations(int logFrame, long seed) {
        if (logFrame < 8 || logFrame > 24) {
            throw new IllegalArgumentException("frame length 2^" + logFrame + "; allowed is 2^8 to 2^24");
        }
        this.logFrame = logFrame;
        Xoshiro256 random = new Xoshiro256(seed);
        int n = 1 << logFrame;
        for (int pass = 1; pass < CascadeSchedule.PASSES; pass++) {
            int[] order = new int[n];
            int[] where = new int[n];
            for (int i = 0; i < n; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            BitArray half = new BitArray(n);
            for (int i = 0; i < n; i++) {
                where[order[i]] = i;
                half.set(order[i], i < n / 2 ? 1 : 0);
            }
            forward[pass] = order;
            inverse[pass] = where;
            firstHalf[pass] = half;
        }
    }

    public int logFrame() {
        return logFrame;
    }

    /** Which bit of the key stands at a position of the pass. */
    int bitAt(int pass, int position) {
        return pass == 0 ? position : forward[pass][position];
    }

    /** At which position of the pass a bit of the key stands. */
    int positionOf(int pass, int bit) {
        return pass == 0 ? bit : inverse[pass][bit];
    }

    /** Parity of the first half of the pass, without permuting. */
    int parityOfFirstHalf(int pass, BitArray key) {
        long[] a = key.words();
        long[] b = firstHalf[pass].words();
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum ^= a[i] & b[i];
        }
        return Long.bitCount(sum) & 1;
    }

    /** The key in the order of the pass, written into {@code target}. */
    void permute(int pass, BitArray key, long[] target) {
        long[] source = key.words();
        if (pass == 0) {
            System.arraycopy(source, 0, target, 0, target.length);
            return;
        }
        int[] order = forward[pass];
        for (int w = 0; w < target.length; w++) {
            long word = 0;
            int base = w << 6;
            for (int i = 0; i < 64; i++) {
                int from = order[base + i];
                word |= (source[from >>> 6] >>> from & 1) << i;
            }
            target[w] = word;
        }
    }
}
