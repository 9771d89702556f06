package io.lumenvault.qkd.random;

import java.util.random.RandomGenerator;

/**
 * The xoshiro256++ generator (Blackman and Vigna): fast, statistically sound, predictable. It decides what physics
 * decides in the simulated link (loss, noise, which detector fires) and never a choice that has to stay secret.
 * Not safe for use by several threads.
 */
public final class Xoshiro256 implements RandomGenerator {
    private static final double TO_UNIT = 0x1.0p-53;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** Expands a 64-bit seed by SplitMix64, as the authors of the generator advise. */
    public Xoshiro256(long seed) {
        long x = seed;
        s0 = mix(x += 0x9E3779B97F4A7C15L);
        s1 = mix(x += 0x9E3779B97F4A7C15L);
        s2 = mix(x += 0x9E3779B97F4A7C15L);
        s3 = mix(x + 0x9E3779B97F4A7C15L);
    }

    /** The four words of its state. */
    long[] state() {
        return new long[] {s0, s1, s2, s3};
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform in [0, 1). */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * TO_UNIT;
    }

    /** Uniform in (0, 1]: safe to take the logarithm of. */
    public double nextPositive() {
        return ((nextLong() >>> 11) + 1) * TO_UNIT;
    }

    /** Normal, of mean 0 and variance 1 (Box and Muller). */
    @Override
    public double nextGaussian() {
        return Math.sqrt(-2 * Math.log(nextPositive())) * Math.cos(2 * Math.PI * nextDouble());
    }

    /** Uniform in [0, bound), bias below bound / 2^63. */
    @Override
    public int nextInt(int bound) {
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /**
     * Failures before the first success of probability p: floor of an exponential variable over -ln(1 - p).
     *
     * @param scale -1 / ln(1 - p); infinite where there is never a success
     * @return at most 2^61
     */
    public long nextGap(double scale) {
        return gap(nextExponential(), scale);
    }

    /** The same, of an exponential variable that was drawn elsewhere. */
    public static long gap(double exponential, double scale) {
        double gap = exponential * scale;
        return gap < 0x1p61 ? (long) gap : 1L << 61;
    }

    /** The scale of {@link #nextGap} for a probability of success. */
    public static double gapScale(double probability) {
        return 1 / -Math.log1p(-probability);
    }
}
