package io.lumenvault.qkd.amplification;

import io.lumenvault.qkd.bits.BitArray;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A run of bits as signs, 1 for 0 and -1 for 1, that begins at a place of a work array; there is 0 before and after.
 *
 * @param from the first bit of the run
 * @param count its length in bits
 * @param at the place of the first sign
 */
record Signs(BitArray bits, int from, int count, int at) {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WORD = 64;

    /** target = plain + weight weighted. */
    static void spread(Signs plain, Signs weighted, double weight, double[] target) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector minusOne = one.neg();
        DoubleVector heavy = one.mul(weight);
        DoubleVector minusHeavy = heavy.neg();
        int end = Math.max(plain.end(), weighted.end());
        int place = 0;
        while (place < end) {
            if (plain.covers(place) && weighted.covers(place)) {
                long light = plain.word(place);
                long much = weighted.word(place);
                for (int lane = 0; lane < WORD; lane += LANES) {
                    one.blend(minusOne, VectorMask.fromLong(SPECIES, light >>> lane))
                            .add(heavy.blend(minusHeavy, VectorMask.fromLong(SPECIES, much >>> lane)))
                            .intoArray(target, place + lane);
                }
                place += WORD;
            } else {
                target[place] = plain.sign(place) + weight * weighted.sign(place);
                place++;
            }
        }
        Arrays.fill(target, end, target.length, 0);
    }

    private int end() {
        return at + count;
    }

    /** Whether there are signs at this place and the 63 after it. */
    private boolean covers(int place) {
        return place >= at && place + WORD <= end();
    }

    /** The bits of this place and the 63 after it. */
    private long word(int place) {
        return bits.word(from + place - at);
    }

    private int sign(int place) {
        return place < at || place >= end() ? 0 : 1 - 2 * bits.get(from + place - at);
    }
}
