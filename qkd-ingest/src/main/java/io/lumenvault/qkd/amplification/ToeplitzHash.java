package io.lumenvault.qkd.amplification;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;

/**
 * Toeplitz hashing by FFT. Bits are the signs X = 1 - 2x, and the parity of SUM s x follows from SUM S X = n - 2 |x| - 2 |s| + 4 SUM s x.
 * Two chunks of the input go into one convolution, (X1 + B X2) * (S2 + B S1) = X1 S2 + B (X1 S1 + X2 S2) + B^2 X2 S1: divided by B, the
 * middle term is an integer of known remainder modulo 4, the last one an integer multiple of B that no parity depends on, and the
 * first one is in units of those 4 at most n/8B: what is taken for a rounding error. One complex transform of both factors gives both
 * spectra ({@link SpectrumProduct}), and one inverse transform of half the length brings the convolution. Long inputs are cut further
 * ({@link Tiling}): spectra of pairs of chunks are added up.
 *
 * <p>B is a power of two with B n between 2^43 and 2^44, or 2^30 for short inputs, so that the transforms' own error, a few times 2^-52 B n, is some hundredths of
 * an integer at most. Below n of 2^22 the first term cannot reach 1/4. Beyond, it does so only where the seed has a structure: for any
 * input and a uniform seed with a probability below 2 exp(-B^2/n) for each bit of the result (Hoeffding), exp(-171) at 10^8 bits.
 * Where a value lies 1/4 or more from an integer, all is computed exactly instead; and so it is where one of a few bits of the result, which
 * are computed by the definition too, comes out differently: for seeds of one sign the first term may be an integer everywhere.
 *
 * <p>Keeps work arrays for the next call, 16 bytes per transform point or 24 where the input is cut, at most 768 MiB for
 * any length, and 8 bytes a point for roots of unity: use one instance a thread.
 */
public final class ToeplitzHash {
    /** Largest distance from an integer that is accepted; a wrong bit needs 1/2. */
    private static final double MAX_ROUNDING_ERROR = 0.25;
    /** Bits of the result that are computed by the definition too, and one. */
    private static final int CHECKED = 3;
    private static final int LOG_WEIGHT_TIMES_N = 44;
    private static final int MOST_LOG_WEIGHT = 30;

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
        double weight = weight(n);
        prepare(tiling, n);
        roundingError = 0;
        Parities parities = new Parities(seed, n, x.ones(from, n), weight);
        boolean cut = tiling.pairs(n) > 1;
        double[] even = cut ? sumRe : re;
        double[] odd = cut ? sumIm : im;
        for (int piece = 0; piece < out.size(); piece += tiling.piece()) {
            sumSpectra(x, from, seed, tiling, piece, weight);
            half.inverse(even, odd);
            int bits = Math.min(tiling.piece(), out.size() - piece);
            roundingError = Math.max(roundingError, parities.write(even, odd, tiling.chunk() - 1, out, piece, bits));
        }
        wipe();
        return roundingError < MAX_ROUNDING_ERROR && agrees(x, from, seed, out);
    }

    private static boolean agrees(BitArray x, int from, BitArray seed, BitArray out) {
        int last = out.size() - 1;
        for (int i = 0; i <= CHECKED; i++) {
            int bit = (int) ((long) last * i / CHECKED);
            if (out.get(bit) != ToeplitzExact.bit(x, from, seed, bit)) {
                return false;
            }
        }
        return true;
    }

    /** B, a power of two. */
    private static double weight(int n) {
        int log = LOG_WEIGHT_TIMES_N - (Integer.SIZE - Integer.numberOfLeadingZeros(n));
        return 1L << Math.min(MOST_LOG_WEIGHT, log);
    }

    /**
     * The spectrum of what all chunks bring to a piece. Chunk c begins at bit n - (c + 1) chunk of the input, the last one
     * before it with zeros in front, and meets the seed's bits from piece + c chunk on.
     */
    private void sumSpectra(BitArray x, int from, BitArray seed, Tiling tiling, int piece, double weight) {
        int n = x.size() - from;
        int pairs = tiling.pairs(n);
        boolean cut = pairs > 1;
        double scale = 1.0 / fft.length();
        for (int pair = 0; pair < pairs; pair++) {
            int first = 2 * pair;
            Signs.spread(chunk(x, from, tiling, first), chunk(x, from, tiling, first + 1), weight, re);
            Signs.spread(window(seed, tiling, piece, first + 1), window(seed, tiling, piece, first), weight, im);
            fft.forward(re, im);
            SpectrumProduct.addTo(cut ? sumRe : re, cut ? sumIm : im, pair == 0 ? 0 : 1, re, im, scale);
        }
    }

    private static Signs chunk(BitArray x, int from, Tiling tiling, int chunk) {
        long begin = x.size() - from - (chunk + 1L) * tiling.chunk();
        int missing = (int) Math.min(tiling.chunk(), Math.max(0, -begin));
        return new Signs(x, from + (int) Math.max(0, begin), tiling.chunk() - missing, missing);
    }

    private static Signs window(BitArray seed, Tiling tiling, int piece, int chunk) {
        long begin = Math.min(seed.size(), piece + (long) chunk * tiling.chunk());
        return new Signs(seed, (int) begin, (int) Math.min(seed.size() - begin, tiling.chunk() + tiling.piece() - 1), 0);
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
        if (tiling.pairs(n) > 1 && sumRe == null) {
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
}
