package io.lumenvault.qkd.random;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Four {@link Xoshiro256} generators side by side, for what nature decides in the simulated optics, many times at once. The states of
 * the four come from one seed; that their sequences overlap is as good as impossible. For one thread.
 */
public final class XoshiroLanes {
    private static final VectorSpecies<Long> LANES = LongVector.SPECIES_256;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_256;
    private static final int STATE_WORDS = 4;
    private static final int INTS = BITS.length();
    /** The exponent of doubles from 1 to 2. */
    private static final long ONE_TO_TWO = 0x3FFL << 52;
    private static final int EXPONENT_AND_SIGN_BITS = 12;

    private final long[][] state = new long[STATE_WORDS][LANES.length()];

    /** @param seed of a generator that gives the seeds of the four */
    public XoshiroLanes(long seed) {
        Xoshiro256 seeds = new Xoshiro256(seed);
        for (int lane = 0; lane < LANES.length(); lane++) {
            long[] words = new Xoshiro256(seeds.nextLong()).state();
            for (int word = 0; word < STATE_WORDS; word++) {
                state[word][lane] = words[word];
            }
        }
    }

    /**
     * Fills the array with words of 32 random bits: the lower and upper half of a number of the first generator, of the second, and so on.
     *
     * @param target its length a multiple of eight
     */
    public void fill(int[] target) {
        multiple(target.length);
        LongVector s0 = LongVector.fromArray(LANES, state[0], 0);
        LongVector s1 = LongVector.fromArray(LANES, state[1], 0);
        LongVector s2 = LongVector.fromArray(LANES, state[2], 0);
        LongVector s3 = LongVector.fromArray(LANES, state[3], 0);
        for (int i = 0; i < target.length; i += INTS) {
            s0.add(s3).lanewise(VectorOperators.ROL, 23).add(s0).reinterpretAsInts().intoArray(target, i);
            LongVector t = s1.lanewise(VectorOperators.LSHL, 17);
            s2 = s2.lanewise(VectorOperators.XOR, s0);
            s3 = s3.lanewise(VectorOperators.XOR, s1);
            s1 = s1.lanewise(VectorOperators.XOR, s2);
            s0 = s0.lanewise(VectorOperators.XOR, s3);
            s2 = s2.lanewise(VectorOperators.XOR, t);
            s3 = s3.lanewise(VectorOperators.ROL, 45);
        }
        s0.intoArray(state[0], 0);
        s1.intoArray(state[1], 0);
        s2.intoArray(state[2], 0);
        s3.intoArray(state[3], 0);
    }

    /**
     * Exponential variables of mean 1, by inversion of uniform ones in steps of 2^-52; none is above 36.05, which
     * one of 4.5e15 would be.
     *
     * @param target its length a multiple of eight
     */
    public void exponentials(double[] target) {
        multiple(target.length);
        int[] bits = new int[2 * target.length];
        fill(bits);
        for (int i = 0; i < target.length; i += LANES.length()) {
            DoubleVector oneToTwo = IntVector.fromArray(BITS, bits, 2 * i).reinterpretAsLongs().lanewise(VectorOperators.LSHR, EXPONENT_AND_SIGN_BITS)
                    .lanewise(VectorOperators.OR, ONE_TO_TWO).reinterpretAsDoubles();
            oneToTwo.neg().add(2).lanewise(VectorOperators.LOG).neg().intoArray(target, i);
        }
    }

    private static void multiple(int length) {
        if (length % INTS != 0) {
            throw new IllegalArgumentException("a length of " + length + " is no multiple of " + INTS);
        }
    }
}
