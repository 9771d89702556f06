package io.lumenvault.qkd.link;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A stretch of light at the receiver: the pulses from which at least one photon arrives. A pulse is a byte:
 * bit 0 its basis (0 = X, the key basis; 1 = Z), bit 1 its bit value, bits 2 to 7 its photon number less one.
 * The arrays are shared, not copied; {@code count} entries of each are in use.
 *
 * @param firstSlot number of the first clock slot
 * @param slots length of the stretch in slots
 * @param count pulses with light
 * @param offsets slot of each pulse less firstSlot, ascending
 * @param pulses polarisation state and photon number of each pulse
 */
public record LightFrame(long firstSlot, int slots, int count, int[] offsets, byte[] pulses) {
    static final int MAX_PHOTONS = 64;
    /** Bytes of pulses with more than one photon are not below this. */
    static final int SEVERAL = 1 << 2;
    private static final VectorSpecies<Byte> LANES = ByteVector.SPECIES_256;

    /** A pulse of a basis, a bit and at least one photon. */
    public static byte pulse(int basis, int bit, int photons) {
        return (byte) (basis | bit << 1 | Math.min(photons, MAX_PHOTONS) - 1 << 2);
    }

    public static int basis(byte pulse) {
        return pulse & 1;
    }

    public static int bit(byte pulse) {
        return pulse >> 1 & 1;
    }

    public static int photons(byte pulse) {
        return ((pulse & 0xFF) >> 2) + 1;
    }

    /**
     * Where in a part of an array the pulses are that have more than one photon, which are few.
     *
     * @param found takes their places, from its beginning
     * @return how many there are
     */
    static int several(byte[] pulses, int from, int to, int[] found) {
        int count = 0;
        int at = from;
        for (; at + LANES.length() <= to; at += LANES.length()) {
            ByteVector photons = ByteVector.fromArray(LANES, pulses, at).lanewise(VectorOperators.AND, (byte) -SEVERAL);
            for (long lanes = photons.compare(VectorOperators.NE, 0).toLong(); lanes != 0; lanes &= lanes - 1) {
                found[count++] = at + Long.numberOfTrailingZeros(lanes);
            }
        }
        for (; at < to; at++) {
            if ((pulses[at] & -SEVERAL) != 0) {
                found[count++] = at;
            }
        }
        return count;
    }
}
