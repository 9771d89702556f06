package io.lumenvault.qkd.amplification;

/**
 * From the spectrum Z of a + i b, in bit-reversed order, to the spectrum of the convolution of a and b:
 * P_k = (Z_k^2 - conj(Z_-k)^2)/4i. In bit-reversed order k and -k are mirror images within each [2^j, 2^(j+1)).
 */
final class SpectrumProduct {
    private SpectrumProduct() {
    }

    static void multiply(double[] re, double[] im, double scale) {
        single(re, im, 0, scale);
        single(re, im, 1, scale);
        double quarter = scale / 4;
        for (int block = 2; block < re.length; block <<= 1) {
            for (int k = block, mirror = 2 * block - 1; k < mirror; k++, mirror--) {
                pair(re, im, k, mirror, quarter);
            }
        }
    }

    /** k = 0 and k = L/2 are their own mirror images: P = Re(Z) Im(Z). */
    private static void single(double[] re, double[] im, int k, double scale) {
        re[k] = re[k] * im[k] * scale;
        im[k] = 0;
    }

    private static void pair(double[] re, double[] im, int k, int mirror, double quarter) {
        double squareR = re[k] * re[k] - im[k] * im[k] - (re[mirror] * re[mirror] - im[mirror] * im[mirror]);
        double squareI = 2 * re[k] * im[k] + 2 * re[mirror] * im[mirror];
        re[k] = squareI * quarter;
        im[k] = -squareR * quarter;
        re[mirror] = re[k];
        im[mirror] = -im[k];
    }
}
