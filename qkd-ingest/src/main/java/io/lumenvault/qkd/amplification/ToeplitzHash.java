package io.lumenvault.qkd.amplification;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * Toeplitz hashing by FFT. One complex transform of x + i seed gives both spectra, P_k = (Z_k^2 - conj(Z_-k)^2)/4i is
 * the spectrum of their product, and one inverse transform brings the convolution, whose parities are the result.
 * Keeps work arrays of 16 bytes per transform point for the next call: use one instance a thread.
 */
public final class ToeplitzHash {
    /** Largest distance from an integer that is accepted; a wrong bit needs 1/2. */
    private static final double MAX_ROUNDING_ERROR = 0.25;
    private static final double ROUNDER = 0x1.8p52;

    private ComplexFft fft;
    private double[] re;
    private double[] im;
    private double roundingError;

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
        int m = out.size();
        int log = Math.max(4, 32 - Integer.numberOfLeadingZeros(n + m - 2));
        prepare(log);
        BitSpread.spread(x, from, n, re);
        BitSpread.spread(seed, 0, n + m - 1, im);
        fft.forward(re, im);
        SpectrumProduct.multiply(re, im, 1.0 / fft.length());
        fft.inverse(re, im);
        roundingError = parities(n - 1, out);
        Arrays.fill(re, 0);
        return roundingError < MAX_ROUNDING_ERROR;
    }

    private void prepare(int log) {
        if (fft == null || fft.length() != 1 << log) {
            fft = new ComplexFft(log);
            re = new double[1 << log];
            im = new double[1 << log];
        }
    }

    private double parities(int from, BitArray out) {
        double worst = 0;
        int m = out.size();
        for (int w = 0; w < out.words().length; w++) {
            long word = 0;
            int count = Math.min(64, m - (w << 6));
            int base = from + (w << 6);
            for (int i = 0; i < count; i++) {
                double value = re[base + i];
                double shifted = value + ROUNDER;
                worst = Math.max(worst, Math.abs(value - (shifted - ROUNDER)));
                word |= (Double.doubleToRawLongBits(shifted) & 1) << i;
            }
            out.words()[w] = word;
        }
        return worst;
    }
}
