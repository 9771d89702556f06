package io.lumenvault.qkd.amplification;

import io.lumenvault.qkd.bits.BitArray;

/**
 * Toeplitz hashing by shifting and XORing words: exact, n m / 64 word operations. The reference of the fast method and
 * its fallback.
 */
public final class ToeplitzExact {
    private ToeplitzExact() {
    }

    /**
     * out_i = XOR_j seed[i - j + n - 1] x_j.
     *
     * @param x n bits
     * @param seed n + m - 1 bits
     * @param m length of the result
     */
    public static BitArray hash(BitArray x, BitArray seed, int m) {
        int n = x.size();
        if (n < 1 || m < 1 || seed.size() < (long) n + m - 1) {
            throw new IllegalArgumentException("n = " + n + ", m = " + m + " need a seed of n + m - 1 bits, not "
                    + seed.size());
        }
        BitArray out = new BitArray(m);
        long[] target = out.words();
        for (int j = 0; j < n; j++) {
            if (x.get(j) != 0) {
                addShifted(target, seed, n - 1 - j);
            }
        }
        if ((m & 63) != 0) {
            target[target.length - 1] &= (1L << m) - 1;
        }
        return out;
    }

    /** Bit i of the hash of x from bit {@code from} on. */
    static int bit(BitArray x, int from, BitArray seed, int i) {
        int n = x.size() - from;
        int parity = 0;
        int j = 0;
        for (; j + 64 <= n; j += 64) {
            parity ^= Long.bitCount(x.word(from + j) & Long.reverse(seed.word(i + n - 64 - j)));
        }
        for (; j < n; j++) {
            parity ^= x.get(from + j) & seed.get(i + n - 1 - j);
        }
        return parity & 1;
    }

    private static void addShifted(long[] target, BitArray source, int from) {
        for (int i = 0; i < target.length; i++) {
            target[i] ^= source.word(from + 64 * i);
        }
    }

    /** The modified construction: out = x[0..m) XOR T'(x[m..n)), with the first n - 1 seed bits. */
    public static BitArray modified(BitArray x, BitArray seed, int m) {
        int rest = x.size() - m;
        if (rest == 0) {
            return x.slice(0, m);
        }
        BitArray out = hash(x.slice(m, rest), seed, m);
        BitArray head = x.slice(0, m);
        for (int i = 0; i < head.words().length; i++) {
            out.words()[i] ^= head.words()[i];
        }
        return out;
    }
}
