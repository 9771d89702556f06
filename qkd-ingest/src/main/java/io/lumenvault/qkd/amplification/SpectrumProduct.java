package io.lumenvault.qkd.amplification;

/**
 * From the spectrum Z of a + i b of length L, in bit-reversed order, to the spectrum of the convolution c of a and b:
 * P_k = (Z_k^2 - conj(Z_-k)^2)/4i, and from there to the spectrum of c_2j + i c_2j+1, of half the length:
 * Y_k = P_k + P_k+L/2 + i exp(2 pi i k/L) (P_k - P_k+L/2). In bit-reversed order k and k + L/2 are neighbours, k and -k are
 * mirror images within each [2^j, 2^(j+1)), and Y_-k comes with Y_k.
 */
final class SpectrumProduct {
    private static final int RUN = 1 << 10;
    private static final double[] COS = new double[RUN];
    private static final double[] SIN = new double[RUN];

    static {
        for (int p = 0; p < RUN; p++) {
            COS[p] = Math.cos(angle(p));
            SIN[p] = Math.sin(angle(p));
        }
    }

    private SpectrumProduct() {
    }

    /** 2 pi k/L where k has the place p among the halves: the bits of p stand for a quarter turn, an eighth and so on. */
    private static double angle(int p) {
        return 2 * Math.PI * Integer.toUnsignedLong(Integer.reverse(p)) * 0x1p-33;
    }

    /**
     * sum = keep sum + scale Y.
     *
     * @param sumRe real parts of Y; may be {@code re}, as may sumIm be {@code im}, when nothing is kept
     * @param keep 1, or 0 for the first product of a sum
     */
    static void addTo(double[] sumRe, double[] sumIm, double keep, double[] re, double[] im, double scale) {
        double zero = re[0] * im[0];
        double middle = re[1] * im[1];
        double quarterRe = (re[2] * im[2] + re[3] * im[3]) / 2;
        double quarterIm = (re[3] * re[3] - im[3] * im[3] - re[2] * re[2] + im[2] * im[2]) / 4;
        sumRe[0] = keep * sumRe[0] + scale * (zero + middle);
        sumIm[0] = keep * sumIm[0] + scale * (zero - middle);
        sumRe[1] = keep * sumRe[1] + scale * 2 * quarterRe;
        sumIm[1] = keep * sumIm[1] - scale * 2 * quarterIm;
        int half = re.length / 2;
        for (int block = 2; block < half; block <<= 1) {
            int run = Math.min(RUN, block / 2);
            for (int first = block; first < block + block / 2; first += run) {
                run(sumRe, sumIm, keep, re, im, scale / 4, first, 3 * block - 1 - first, run);
            }
        }
    }

    /** A run of places p from {@code first} on, and of their mirror images from {@code mirror} down. */
    private static void run(double[] sumRe, double[] sumIm, double keep, double[] re, double[] im, double quarter, int first,
                            int mirror, int count) {
        int low = first & RUN - 1;
        double turnRe = Math.cos(angle(first - low));
        double turnIm = Math.sin(angle(first - low));
        for (int i = 0; i < count; i++) {
            int p = first + i;
            int q = mirror - i;
            double ar = re[2 * p];
            double ai = im[2 * p];
            double br = re[2 * p + 1];
            double bi = im[2 * p + 1];
            double cr = re[2 * q + 1];
            double ci = im[2 * q + 1];
            double dr = re[2 * q];
            double di = im[2 * q];
            double firstRe = 2 * (ar * ai + cr * ci) * quarter;
            double firstIm = (cr * cr - ci * ci - ar * ar + ai * ai) * quarter;
            double secondRe = 2 * (br * bi + dr * di) * quarter;
            double secondIm = (dr * dr - di * di - br * br + bi * bi) * quarter;
            double sr = firstRe + secondRe;
            double si = firstIm + secondIm;
            double xr = firstRe - secondRe;
            double xi = firstIm - secondIm;
            double wr = turnRe * COS[low + i] - turnIm * SIN[low + i];
            double wi = turnRe * SIN[low + i] + turnIm * COS[low + i];
            double tr = -(wr * xi + wi * xr);
            double ti = wr * xr - wi * xi;
            sumRe[p] = keep * sumRe[p] + sr + tr;
            sumIm[p] = keep * sumIm[p] + si + ti;
            sumRe[q] = keep * sumRe[q] + sr - tr;
            sumIm[q] = keep * sumIm[q] - si + ti;
        }
    }
}
