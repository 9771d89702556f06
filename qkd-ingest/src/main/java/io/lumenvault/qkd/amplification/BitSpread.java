package io.lumenvault.qkd.amplification;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Writes bits as the numbers 0 and 1. */
final class BitSpread {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private BitSpread() {
    }

    /** target[at + i] = bit from + i for i below count, and 0 before and after. */
    static void spread(BitArray bits, int from, int count, double[] target, int at) {
        long[] words = bits.words();
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        Arrays.fill(target, 0, at, 0);
        int i = 0;
        for (; i + 64 <= count; i += 64) {
            int first = from + i;
            int shift = first & 63;
            long word = words[first >>> 6] >>> shift;
            if (shift != 0) {
                word |= words[(first >>> 6) + 1] << 64 - shift;
            }
            for (int lane = 0; lane < 64; lane += LANES) {
                zero.blend(one, VectorMask.fromLong(SPECIES, word >>> lane)).intoArray(target, at + i + lane);
            }
        }
        for (; i < count; i++) {
            target[at + i] = bits.get(from + i);
        }
        Arrays.fill(target, at + count, target.length, 0);
    }
}
