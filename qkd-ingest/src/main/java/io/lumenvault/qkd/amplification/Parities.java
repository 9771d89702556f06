package io.lumenvault.qkd.amplification;

import io.lumenvault.qkd.bits.BitArray;

/**
 * Reads SUM s x modulo 2 from SUM S X, which is n - 2 |x| - 2 |s| + 4 SUM s x: s are the n bits of the seed that stand against the
 * input for a bit of the result, and move on by one with it.
 *
 * @param seed the whole of it
 * @param n bits of the input
 * @param ones how many of them are 1
 * @param weight what the sums were multiplied by
 */
record Parities(BitArray seed, int n, int ones, double weight) {
    /** Added and taken away again, it rounds to integers; and the integer is in its lowest bits. */
    private static final double ROUNDER = 0x1.8p52;

    /**
     * Writes a piece, which begins at a whole word, to {@code out}.
     *
     * @param even the sums of even places
     * @param odd those of odd places
     * @param from the place of the piece's first sum
     * @return the largest distance of a value from an integer
     */
    double write(double[] even, double[] odd, int from, BitArray out, int piece, int bits) {
        double unit = 1 / (4 * weight);
        double worst = 0;
        long known = n - 2L * ones - 2L * seed.ones(piece, n);
        for (int done = 0; done < bits; done += Long.SIZE) {
            long word = 0;
            int count = Math.min(Long.SIZE, bits - done);
            long leaving = seed.word(piece + done);
            long entering = n + piece + done < seed.size() ? seed.word(n + piece + done) : 0;
            for (int i = 0; i < count; i++) {
                int at = from + done + i;
                double value = ((at & 1) == 0 ? even : odd)[at >> 1] * unit - known * 0.25;
                double shifted = value + ROUNDER;
                worst = Math.max(worst, Math.abs(value - (shifted - ROUNDER)));
                word |= (Double.doubleToRawLongBits(shifted) & 1) << i;
                known += 2 * ((leaving >>> i & 1) - (entering >>> i & 1));
            }
            out.words()[piece + done >>> 6] = word;
        }
        return worst;
    }
}
