package io.lumenvault.qkd.amplification;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last levels of the FFT, where butterflies reach across the lanes of one vector: transforms of one or two vectors,
 * radix 2. In each level a lane meets the lane whose index differs in one bit; the upper one of the two is negated and
 * turned by its root of unity.
 */
final class LaneFft {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    static final int LOG_LANES = Integer.numberOfTrailingZeros(LANES);
    private static final VectorShuffle<Double> SWAP_4 = swap(4);
    private static final VectorShuffle<Double> SWAP_2 = swap(2);
    private static final VectorShuffle<Double> SWAP_1 = swap(1);
    private static final DoubleVector SIGN_4 = sign(4);
    private static final DoubleVector SIGN_2 = sign(2);
    private static final DoubleVector SIGN_1 = sign(1);
    private static final DoubleVector COS_4 = root(4, true);
    private static final DoubleVector SIN_4 = root(4, false);
    private static final DoubleVector COS_2 = root(2, true);
    private static final DoubleVector SIN_2 = root(2, false);
    private static final DoubleVector COS_PAIR = pairRoot(true);
    private static final DoubleVector SIN_PAIR = pairRoot(false);

    private LaneFft() {
    }

    /** Whether transforms of 2^level points are done here. */
    static boolean covers(int level) {
        int size = 1 << level;
        return LANES <= 8 && (size == LANES || size == 2 * LANES);
    }

    private static VectorShuffle<Double> swap(int half) {
        return VectorShuffle.fromOp(SPECIES, i -> (i ^ half) % LANES);
    }

    private static DoubleVector sign(int half) {
        double[] values = new double[LANES];
        for (int i = 0; i < LANES; i++) {
            values[i] = (i & half) == 0 ? 1 : -1;
        }
        return DoubleVector.fromArray(SPECIES, values, 0);
    }

    /** 1 in the lower lanes, exp(-2 pi i j / (2 half)) in the upper ones. */
    private static DoubleVector root(int half, boolean real) {
        double[] values = new double[LANES];
        for (int i = 0; i < LANES; i++) {
            double angle = (i & half) == 0 ? 0 : -Math.PI * (i % half) / half;
            values[i] = real ? Math.cos(angle) : Math.sin(angle);
        }
        return DoubleVector.fromArray(SPECIES, values, 0);
    }

    private static DoubleVector pairRoot(boolean real) {
        double[] values = new double[LANES];
        for (int i = 0; i < LANES; i++) {
            values[i] = real ? Math.cos(-Math.PI * i / LANES) : Math.sin(-Math.PI * i / LANES);
        }
        return DoubleVector.fromArray(SPECIES, values, 0);
    }

    /** Transforms {@code count} points from {@code from} on, in pieces of 2^level. */
    static void forward(double[] re, double[] im, int from, int count, int level) {
        boolean pairs = 1 << level > LANES;
        for (int at = from; at < from + count; at += LANES) {
            if (pairs && (at & LANES) == 0) {
                forwardPair(re, im, at);
            }
            forwardLanes(re, im, at);
        }
    }

    static void inverse(double[] re, double[] im, int from, int count, int level) {
        boolean pairs = 1 << level > LANES;
        for (int at = from; at < from + count; at += LANES) {
            inverseLanes(re, im, at);
            if (pairs && (at & LANES) != 0) {
                inversePair(re, im, at - LANES);
            }
        }
    }

    private static void forwardPair(double[] re, double[] im, int at) {
        DoubleVector ar = DoubleVector.fromArray(SPECIES, re, at);
        DoubleVector ai = DoubleVector.fromArray(SPECIES, im, at);
        DoubleVector br = DoubleVector.fromArray(SPECIES, re, at + LANES);
        DoubleVector bi = DoubleVector.fromArray(SPECIES, im, at + LANES);
        ar.add(br).intoArray(re, at);
        ai.add(bi).intoArray(im, at);
        DoubleVector dr = ar.sub(br);
        DoubleVector di = ai.sub(bi);
        dr.mul(COS_PAIR).sub(di.mul(SIN_PAIR)).intoArray(re, at + LANES);
        dr.mul(SIN_PAIR).add(di.mul(COS_PAIR)).intoArray(im, at + LANES);
    }

    private static void inversePair(double[] re, double[] im, int at) {
        DoubleVector ar = DoubleVector.fromArray(SPECIES, re, at);
        DoubleVector ai = DoubleVector.fromArray(SPECIES, im, at);
        DoubleVector xr = DoubleVector.fromArray(SPECIES, re, at + LANES);
        DoubleVector xi = DoubleVector.fromArray(SPECIES, im, at + LANES);
        DoubleVector br = xr.mul(COS_PAIR).add(xi.mul(SIN_PAIR));
        DoubleVector bi = xi.mul(COS_PAIR).sub(xr.mul(SIN_PAIR));
        ar.add(br).intoArray(re, at);
        ai.add(bi).intoArray(im, at);
        ar.sub(br).intoArray(re, at + LANES);
        ai.sub(bi).intoArray(im, at + LANES);
    }

    private static void forwardLanes(double[] re, double[] im, int at) {
        DoubleVector r = DoubleVector.fromArray(SPECIES, re, at);
        DoubleVector i = DoubleVector.fromArray(SPECIES, im, at);
        if (LANES >= 8) {
            DoubleVector sr = r.rearrange(SWAP_4).add(r.mul(SIGN_4));
            DoubleVector si = i.rearrange(SWAP_4).add(i.mul(SIGN_4));
            r = sr.mul(COS_4).sub(si.mul(SIN_4));
            i = sr.mul(SIN_4).add(si.mul(COS_4));
        }
        if (LANES >= 4) {
            DoubleVector sr = r.rearrange(SWAP_2).add(r.mul(SIGN_2));
            DoubleVector si = i.rearrange(SWAP_2).add(i.mul(SIGN_2));
            r = sr.mul(COS_2).sub(si.mul(SIN_2));
            i = sr.mul(SIN_2).add(si.mul(COS_2));
        }
        r.rearrange(SWAP_1).add(r.mul(SIGN_1)).intoArray(re, at);
        i.rearrange(SWAP_1).add(i.mul(SIGN_1)).intoArray(im, at);
    }

    private static void inverseLanes(double[] re, double[] im, int at) {
        DoubleVector r = DoubleVector.fromArray(SPECIES, re, at);
        DoubleVector i = DoubleVector.fromArray(SPECIES, im, at);
        r = r.rearrange(SWAP_1).add(r.mul(SIGN_1));
        i = i.rearrange(SWAP_1).add(i.mul(SIGN_1));
        if (LANES >= 4) {
            DoubleVector tr = r.mul(COS_2).add(i.mul(SIN_2));
            DoubleVector ti = i.mul(COS_2).sub(r.mul(SIN_2));
            r = tr.rearrange(SWAP_2).add(tr.mul(SIGN_2));
            i = ti.rearrange(SWAP_2).add(ti.mul(SIGN_2));
        }
        if (LANES >= 8) {
            DoubleVector tr = r.mul(COS_4).add(i.mul(SIN_4));
            DoubleVector ti = i.mul(COS_4).sub(r.mul(SIN_4));
            r = tr.rearrange(SWAP_4).add(tr.mul(SIGN_4));
            i = ti.rearrange(SWAP_4).add(ti.mul(SIGN_4));
        }
        r.intoArray(re, at);
        i.intoArray(im, at);
    }
}
