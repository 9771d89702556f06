package io.lumenvault.qkd.amplification;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * Toeplitz hashing by FFT. One complex transform of x + i seed gives both spectra, P_k = (Z_k^2 - conj(Z_-k)^2)/4i is
 * the spectrum of their product, and one inverse transform of half the length ({@link SpectrumProduct}) brings the
 * convolution, whose parities are the result. Long inputs are cut ({@link Tiling}): the spectra of their chunks are added up.
 * Keeps work arrays for the next call, 16 bytes per transform point or 24 where the input is cut, at most 768 MiB for
 * any length, and 8 bytes a point for roots of unity: use one instance a thread.
 */
public final class ToeplitzHash {
    /** Largest distance from an integer that is accepted; a wrong bit needs 1/2. */
    private static final double MAX_ROUNDING_ERROR = 0.25;
    private static final double ROUNDER = 0x1.8p52;

    private final int mostLog;
    private ComplexFft fft;
    private ComplexFft half;
    private double[] re;
    private double[] im;
    private double[] sumRe;
    private double[] sumIm;
    private double roundingError;

    /** With transforms of at most 2^25 points. */
    public ToeplitzHash() {
        this(Tiling.MOST_LOG);
    }

    /** @param mostLog transforms have at most 2^mostLog points */
    ToeplitzHash(int mostLog) {
        this.mostLog = mostLog;
    }

    /**
     * The plain construction, out_i = XOR_j seed[i - j + n - 1] x_j.
     *
     * @param x n bits
     * @param seed n + m - 1 public, fresh, uniform bits
     * @param m length of the result
     */
    public BitArray hash(BitArray x, BitArray seed, int m) {
        if (x.size() < 1 || m < 1 || seed.size() < (long) x.size() + m - 1) {
            throw new IllegalArgumentException("n = " + x.size() + ", m = " + m + " need a seed of n + m - 1 bits, not "
                    + seed.size());
        }
        BitArray out = new BitArray(m);
        return convolve(x, 0, seed, out) ? out : ToeplitzExact.hash(x, seed, m);
    }

    /**
     * The modified construction [I, T'], out = x[0..m) XOR T'(x[m..n)): half the work and a shorter seed.
     *
     * @param x n bits
     * @param seed n - 1 public, fresh, uniform bits
     * @param m length of the result, at most n
     */
    public BitArray modified(BitArray x, BitArray seed, int m) {
        if (m < 1 || m > x.size() || seed.size() < x.size() - 1) {
            throw new IllegalArgumentException("n = " + x.size() + ", m = " + m + " and a seed of " + seed.size()
                    + " bits; needed are 1 <= m <= n and n - 1 seed bits");
        }
        if (m == x.size()) {
            return x.slice(0, m);
        }
        BitArray out = new BitArray(m);
        if (!convolve(x, m, seed, out)) {
            return ToeplitzExact.modified(x, seed, m);
        }
        long[] words = out.words();
        for (int i = 0; i < words.length; i++) {
            words[i] ^= x.words()[i];
        }
        if ((m & 63) != 0) {
            words[words.length - 1] &= (1L << m) - 1;
        }
        return out;
    }

    /** The largest rounding error of the last call, in units of the integer result; 1/2 would be a wrong bit. */
    public double roundingError() {
        return roundingError;
    }

    /** Writes the hash of x from bit {@code from} on to {@code out}; false if the rounding error is too large. */
    private boolean convolve(BitArray x, int from, BitArray seed, BitArray out) {
        int n = x.size() - from;
        Tiling tiling = Tiling.of(n, out.size(), mostLog);
        prepare(tiling, n);
        roundingError = 0;
        for (int piece = 0; piece < out.size(); piece += tiling.piece()) {
            sumSpectra(x, from, seed, tiling, piece);
            boolean cut = tiling.chunks(n) > 1;
            double[] even = cut ? sumRe : re;
            double[] odd = cut ? sumIm : im;
            half.inverse(even, odd);
            int bits = Math.min(tiling.piece(), out.size() - piece);
            roundingError = Math.max(roundingError, parities(even, odd, tiling.chunk() - 1, out, piece, bits));
        }
        wipe();
        return roundingError < MAX_ROUNDING_ERROR;
    }

    /**
     * The spectrum of what all chunks bring to a piece. Chunk c begins at bit n - (c + 1) chunk of the input, the last one
     * before it with zeros in front, and meets the seed's bits from piece + c chunk on.
     */
    private void sumSpectra(BitArray x, int from, BitArray seed, Tiling tiling, int piece) {
        int n = x.size() - from;
        int chunks = tiling.chunks(n);
        double scale = 1.0 / fft.length();
        for (int c = 0; c < chunks; c++) {
            int missing = Math.max(0, (int) ((c + 1L) * tiling.chunk() - n));
            int begin = Math.max(0, n - (c + 1) * tiling.chunk());
            BitSpread.spread(x, from + begin, tiling.chunk() - missing, re, missing);
            long first = piece + (long) c * tiling.chunk();
            int window = (int) Math.min(seed.size() - first, tiling.chunk() + tiling.piece() - 1);
            BitSpread.spread(seed, (int) first, window, im, 0);
            fft.forward(re, im);
            boolean cut = chunks > 1;
            SpectrumProduct.addTo(cut ? sumRe : re, cut ? sumIm : im, c == 0 ? 0 : 1, re, im, scale);
        }
    }

    private void prepare(Tiling tiling, int n) {
        int length = 1 << tiling.log();
        if (fft == null || fft.length() != length) {
            fft = new ComplexFft(tiling.log());
            half = new ComplexFft(tiling.log() - 1);
            re = new double[length];
            im = new double[length];
            sumRe = null;
        }
        if (tiling.chunks(n) > 1 && sumRe == null) {
            sumRe = new double[length / 2];
            sumIm = new double[length / 2];
        }
    }

    private void wipe() {
        for (double[] used : new double[][] {re, im, sumRe, sumIm}) {
            if (used != null) {
                Arrays.fill(used, 0);
            }
        }
    }

    /** Writes the parities of a piece, which begins at a whole word; returns the largest rounding error. */
    private static double parities(double[] even, double[] odd, int from, BitArray out, int piece, int bits) {
        double worst = 0;
        for (int done = 0; done < bits; done += 64) {
            long word = 0;
            int count = Math.min(64, bits - done);
            for (int i = 0; i < count; i++) {
                int at = from + done + i;
                double value = ((at & 1) == 0 ? even : odd)[at >> 1];
                double shifted = value + ROUNDER;
                worst = Math.max(worst, Math.abs(value - (shifted - ROUNDER)));
                word |= (Double.doubleToRawLongBits(shifted) & 1) << i;
            }
            out.words()[piece + done >>> 6] = word;
        }
        return worst;
    }
}
