package io.lumenvault.qkd.amplification;

/**
 * From the spectrum Z of a + i b, in bit-reversed order, to the spectrum of the convolution of a and b:
 * P_k = (Z_k^2 - conj(Z_-k)^2)/4i. In bit-reversed order k and -k are mirror images within each [2^j, 2^(j+1)).
 */
final class SpectrumProduct {
    private SpectrumProduct() {
    }

    /** Puts the product, times {@code scale}, in the place of the spectrum. */
    static void multiply(double[] re, double[] im, double scale) {
        addTo(re, im, 0, re, im, scale);
    }

    /** sum = keep sum + scale product; {@code keep} is 1, or 0 for the first product of a sum. */
    static void addTo(double[] sumRe, double[] sumIm, double keep, double[] re, double[] im, double scale) {
        single(sumRe, sumIm, keep, re, im, 0, scale);
        single(sumRe, sumIm, keep, re, im, 1, scale);
        double quarter = scale / 4;
        for (int block = 2; block < re.length; block <<= 1) {
            for (int k = block, mirror = 2 * block - 1; k < mirror; k++, mirror--) {
                double squareR = re[k] * re[k] - im[k] * im[k] - (re[mirror] * re[mirror] - im[mirror] * im[mirror]);
                double squareI = 2 * re[k] * im[k] + 2 * re[mirror] * im[mirror];
                double productR = squareI * quarter;
                double productI = squareR * quarter;
                sumRe[k] = keep * sumRe[k] + productR;
                sumIm[k] = keep * sumIm[k] - productI;
                sumRe[mirror] = keep * sumRe[mirror] + productR;
                sumIm[mirror] = keep * sumIm[mirror] + productI;
            }
        }
    }

    /** k = 0 and k = L/2 are their own mirror images: P = Re(Z) Im(Z). */
    private static void single(double[] sumRe, double[] sumIm, double keep, double[] re, double[] im, int k, double scale) {
        sumRe[k] = keep * sumRe[k] + re[k] * im[k] * scale;
        sumIm[k] = keep * sumIm[k];
    }
}
