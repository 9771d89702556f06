package io.lumenvault.qkd.protocol.entangled;

/**
 * A linear polarisation in steps of 22.5 degrees, eight to the half turn, as the light of pairs carries it: the photon at
 * Bob's end once Alice's is measured. Along a direction of 0 to 3 it stands for bit 0 there, and a right angle further for bit 1.
 */
final class Polarisation {
    /** Steps of a right angle. */
    private static final int RIGHT_ANGLE = 4;
    private static final int HALF_TURN = 2 * RIGHT_ANGLE;
    private static final double[] TRANSMITTED = new double[HALF_TURN];

    static {
        for (int step = 0; step < HALF_TURN; step++) {
            double cosine = Math.cos(step * Math.PI / HALF_TURN);
            TRANSMITTED[step] = step == 0 ? 1 : step == RIGHT_ANGLE ? 0 : cosine * cosine;
        }
    }

    private Polarisation() {
    }

    /** The state that stands for a bit along a direction. */
    static byte of(int direction, int bit) {
        return (byte) (direction + RIGHT_ANGLE * bit);
    }

    /**
     * The bit that comes out along a direction, by Malus's law.
     *
     * @param uniform a random number from 0 to 1
     */
    static int measure(byte state, int direction, double uniform) {
        return uniform < TRANSMITTED[state - direction & HALF_TURN - 1] ? 0 : 1;
    }
}
