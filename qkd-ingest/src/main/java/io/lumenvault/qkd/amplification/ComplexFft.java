package io.lumenvault.qkd.amplification;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Complex FFT of a power-of-two length on separate real and imaginary arrays. The forward transform (decimation in
 * frequency, radix 4) leaves the spectrum in bit-reversed order, the inverse one (decimation in time) takes it from
 * there, so nothing is ever reordered. Recursion goes depth first, which keeps the lower levels in the cache.
 * The inverse is not normalised.
 */
final class ComplexFft {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final int log;
    /** Whether a level of radix 2 comes first: where the levels of radix 4 alone do not reach those of {@link LaneFft}. */
    private final boolean halved;
    private final double[][] cos;
    private final double[][] sin;

    /** @param log base-2 logarithm of the length, at least 5 */
    ComplexFft(int log) {
        this.log = log;
        this.halved = (log & 1) == 1 && !LaneFft.covers(LaneFft.LOG_LANES);
        cos = new double[log + 1][];
        sin = new double[log + 1][];
        if (halved) {
            roots(log, 1 << log - 1);
        }
        for (int level = halved ? log - 1 : log; level >= 2; level -= 2) {
            roots(level, 1 << level - 2);
        }
    }

    /** exp(-2 pi i j / 2^level) for j below the count. */
    private void roots(int level, int count) {
        cos[level] = new double[count];
        sin[level] = new double[count];
        for (int j = 0; j < count; j++) {
            double angle = -2 * Math.PI * j / (1L << level);
            cos[level][j] = Math.cos(angle);
            sin[level][j] = Math.sin(angle);
        }
    }

    int length() {
        return 1 << log;
    }

    void forward(double[] re, double[] im) {
        if (!halved) {
            forward(re, im, 0, log);
            return;
        }
        int half = 1 << log - 1;
        double[] c = cos[log];
        double[] s = sin[log];
        for (int j = 0; j < half; j++) {
            double dr = re[j] - re[j + half];
            double di = im[j] - im[j + half];
            re[j] += re[j + half];
            im[j] += im[j + half];
            re[j + half] = dr * c[j] - di * s[j];
            im[j + half] = dr * s[j] + di * c[j];
        }
        forward(re, im, 0, log - 1);
        forward(re, im, half, log - 1);
    }

    void inverse(double[] re, double[] im) {
        if (!halved) {
            inverse(re, im, 0, log);
            return;
        }
        int half = 1 << log - 1;
        inverse(re, im, 0, log - 1);
        inverse(re, im, half, log - 1);
        double[] c = cos[log];
        double[] s = sin[log];
        for (int j = 0; j < half; j++) {
            double br = re[j + half] * c[j] + im[j + half] * s[j];
            double bi = im[j + half] * c[j] - re[j + half] * s[j];
            re[j + half] = re[j] - br;
            im[j + half] = im[j] - bi;
            re[j] += br;
            im[j] += bi;
        }
    }

    private void forward(double[] re, double[] im, int base, int level) {
        int quarter = 1 << level - 2;
        if (quarter < LANES) {
            forwardScalar(re, im, base, level);
        } else {
            forwardVector(re, im, base, quarter, cos[level], sin[level]);
        }
        if (LaneFft.covers(level - 2)) {
            LaneFft.forward(re, im, base, 4 * quarter, level - 2);
        } else if (level > 2) {
            for (int part = 0; part < 4; part++) {
                forward(re, im, base + part * quarter, level - 2);
            }
        }
    }

    private void inverse(double[] re, double[] im, int base, int level) {
        int quarter = 1 << level - 2;
        if (LaneFft.covers(level - 2)) {
            LaneFft.inverse(re, im, base, 4 * quarter, level - 2);
        } else if (level > 2) {
            for (int part = 0; part < 4; part++) {
                inverse(re, im, base + part * quarter, level - 2);
            }
        }
        if (quarter < LANES) {
            inverseScalar(re, im, base, level);
        } else {
            inverseVector(re, im, base, quarter, cos[level], sin[level]);
        }
    }

    private static void forwardVector(double[] re, double[] im, int base, int quarter, double[] cos, double[] sin) {
        for (int j = 0; j < quarter; j += LANES) {
            int ia = base + j;
            int ib = ia + quarter;
            int ic = ib + quarter;
            int id = ic + quarter;
            DoubleVector ar = DoubleVector.fromArray(SPECIES, re, ia);
            DoubleVector ai = DoubleVector.fromArray(SPECIES, im, ia);
            DoubleVector br = DoubleVector.fromArray(SPECIES, re, ib);
            DoubleVector bi = DoubleVector.fromArray(SPECIES, im, ib);
            DoubleVector cr = DoubleVector.fromArray(SPECIES, re, ic);
            DoubleVector ci = DoubleVector.fromArray(SPECIES, im, ic);
            DoubleVector dr = DoubleVector.fromArray(SPECIES, re, id);
            DoubleVector di = DoubleVector.fromArray(SPECIES, im, id);
            DoubleVector sumAcR = ar.add(cr);
            DoubleVector sumAcI = ai.add(ci);
            DoubleVector sumBdR = br.add(dr);
            DoubleVector sumBdI = bi.add(di);
            DoubleVector difAcR = ar.sub(cr);
            DoubleVector difAcI = ai.sub(ci);
            DoubleVector difBdR = br.sub(dr);
            DoubleVector difBdI = bi.sub(di);
            sumAcR.add(sumBdR).intoArray(re, ia);
            sumAcI.add(sumBdI).intoArray(im, ia);
            DoubleVector w1r = DoubleVector.fromArray(SPECIES, cos, j);
            DoubleVector w1i = DoubleVector.fromArray(SPECIES, sin, j);
            DoubleVector w2r = w1r.mul(w1r).sub(w1i.mul(w1i));
            DoubleVector w2i = w1r.mul(w1i).mul(2);
            DoubleVector w3r = w1r.mul(w2r).sub(w1i.mul(w2i));
            DoubleVector w3i = w1r.mul(w2i).add(w1i.mul(w2r));
            DoubleVector xr = sumAcR.sub(sumBdR);
            DoubleVector xi = sumAcI.sub(sumBdI);
            xr.mul(w2r).sub(xi.mul(w2i)).intoArray(re, ib);
            xr.mul(w2i).add(xi.mul(w2r)).intoArray(im, ib);
            xr = difAcR.add(difBdI);
            xi = difAcI.sub(difBdR);
            xr.mul(w1r).sub(xi.mul(w1i)).intoArray(re, ic);
            xr.mul(w1i).add(xi.mul(w1r)).intoArray(im, ic);
            xr = difAcR.sub(difBdI);
            xi = difAcI.add(difBdR);
            xr.mul(w3r).sub(xi.mul(w3i)).intoArray(re, id);
            xr.mul(w3i).add(xi.mul(w3r)).intoArray(im, id);
        }
    }

    private static void inverseVector(double[] re, double[] im, int base, int quarter, double[] cos, double[] sin) {
        for (int j = 0; j < quarter; j += LANES) {
            int ia = base + j;
            int ib = ia + quarter;
            int ic = ib + quarter;
            int id = ic + quarter;
            DoubleVector w1r = DoubleVector.fromArray(SPECIES, cos, j);
            DoubleVector w1i = DoubleVector.fromArray(SPECIES, sin, j);
            DoubleVector w2r = w1r.mul(w1r).sub(w1i.mul(w1i));
            DoubleVector w2i = w1r.mul(w1i).mul(2);
            DoubleVector w3r = w1r.mul(w2r).sub(w1i.mul(w2i));
            DoubleVector w3i = w1r.mul(w2i).add(w1i.mul(w2r));
            DoubleVector xr = DoubleVector.fromArray(SPECIES, re, ib);
            DoubleVector xi = DoubleVector.fromArray(SPECIES, im, ib);
            DoubleVector s1r = xr.mul(w2r).add(xi.mul(w2i));
            DoubleVector s1i = xi.mul(w2r).sub(xr.mul(w2i));
            xr = DoubleVector.fromArray(SPECIES, re, ic);
            xi = DoubleVector.fromArray(SPECIES, im, ic);
            DoubleVector s2r = xr.mul(w1r).add(xi.mul(w1i));
            DoubleVector s2i = xi.mul(w1r).sub(xr.mul(w1i));
            xr = DoubleVector.fromArray(SPECIES, re, id);
            xi = DoubleVector.fromArray(SPECIES, im, id);
            DoubleVector s3r = xr.mul(w3r).add(xi.mul(w3i));
            DoubleVector s3i = xi.mul(w3r).sub(xr.mul(w3i));
            DoubleVector s0r = DoubleVector.fromArray(SPECIES, re, ia);
            DoubleVector s0i = DoubleVector.fromArray(SPECIES, im, ia);
            DoubleVector u0r = s0r.add(s1r);
            DoubleVector u0i = s0i.add(s1i);
            DoubleVector u1r = s0r.sub(s1r);
            DoubleVector u1i = s0i.sub(s1i);
            DoubleVector pr = s2r.add(s3r);
            DoubleVector pi = s2i.add(s3i);
            DoubleVector mr = s2r.sub(s3r);
            DoubleVector mi = s2i.sub(s3i);
            u0r.add(pr).intoArray(re, ia);
            u0i.add(pi).intoArray(im, ia);
            u0r.sub(pr).intoArray(re, ic);
            u0i.sub(pi).intoArray(im, ic);
            u1r.sub(mi).intoArray(re, ib);
            u1i.add(mr).intoArray(im, ib);
            u1r.add(mi).intoArray(re, id);
            u1i.sub(mr).intoArray(im, id);
        }
    }

    private void forwardScalar(double[] re, double[] im, int base, int level) {
        int quarter = 1 << level - 2;
        for (int j = 0; j < quarter; j++) {
            int ia = base + j;
            int ib = ia + quarter;
            int ic = ib + quarter;
            int id = ic + quarter;
            double sumAcR = re[ia] + re[ic];
            double sumAcI = im[ia] + im[ic];
            double sumBdR = re[ib] + re[id];
            double sumBdI = im[ib] + im[id];
            double difAcR = re[ia] - re[ic];
            double difAcI = im[ia] - im[ic];
            double difBdR = re[ib] - re[id];
            double difBdI = im[ib] - im[id];
            re[ia] = sumAcR + sumBdR;
            im[ia] = sumAcI + sumBdI;
            double w1r = cos[level][j];
            double w1i = sin[level][j];
            double w2r = w1r * w1r - w1i * w1i;
            double w2i = 2 * w1r * w1i;
            double w3r = w1r * w2r - w1i * w2i;
            double w3i = w1r * w2i + w1i * w2r;
            rotate(re, im, ib, sumAcR - sumBdR, sumAcI - sumBdI, w2r, w2i);
            rotate(re, im, ic, difAcR + difBdI, difAcI - difBdR, w1r, w1i);
            rotate(re, im, id, difAcR - difBdI, difAcI + difBdR, w3r, w3i);
        }
    }

    private static void rotate(double[] re, double[] im, int at, double xr, double xi, double wr, double wi) {
        re[at] = xr * wr - xi * wi;
        im[at] = xr * wi + xi * wr;
    }

    private void inverseScalar(double[] re, double[] im, int base, int level) {
        int quarter = 1 << level - 2;
        for (int j = 0; j < quarter; j++) {
            int ia = base + j;
            int ib = ia + quarter;
            int ic = ib + quarter;
            int id = ic + quarter;
            double w1r = cos[level][j];
            double w1i = -sin[level][j];
            double w2r = w1r * w1r - w1i * w1i;
            double w2i = 2 * w1r * w1i;
            rotate(re, im, ib, re[ib], im[ib], w2r, w2i);
            rotate(re, im, ic, re[ic], im[ic], w1r, w1i);
            rotate(re, im, id, re[id], im[id], w1r * w2r - w1i * w2i, w1r * w2i + w1i * w2r);
            double u0r = re[ia] + re[ib];
            double u0i = im[ia] + im[ib];
            double u1r = re[ia] - re[ib];
            double u1i = im[ia] - im[ib];
            double pr = re[ic] + re[id];
            double pi = im[ic] + im[id];
            double mr = re[ic] - re[id];
            double mi = im[ic] - im[id];
            re[ia] = u0r + pr;
            im[ia] = u0i + pi;
            re[ic] = u0r - pr;
            im[ic] = u0i - pi;
            re[ib] = u1r - mi;
            im[ib] = u1i + mr;
            re[id] = u1r + mi;
            im[id] = u1i - mr;
        }
    }
}
