package io.lumenvault.qkd.protocol.entangled;

import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.estimation.Estimate;
import io.lumenvault.qkd.sifting.SiftingTable;

/**
 * The directions of Ekert, PRL 67, 661 (1991), in steps of 22.5 degrees of polarisation: Alice's are 0, 1, 2, Bob's 1, 2, 3.
 * Two pairs of them match: along 2 both ends make key, along 1 their bits are compared for the QBER. Alice's 0 and 2 with
 * Bob's 1 and 3 give the CHSH value. The other three pairs are dropped.
 */
public final class E91Bases {
    /** Directions of each end. */
    static final int DIRECTIONS = 3;
    /** Bob's first direction. */
    static final int BOB_FROM = 1;
    /** The direction of the key. */
    static final int KEY = 2;
    /** Classes of compared bits: (0,1), (0,3), (2,1), (2,3), which are the CHSH value's, and (1,1). */
    static final int CLASSES = Chsh.PAIRS + 1;
    private static final int MATCHED = Chsh.PAIRS;
    /** What becomes of which pair of directions. */
    public static final SiftingTable SIFTING = sifting();

    /**
     * Bits compared to learn the phase error rate of the key.
     *
     * @param bits how many
     * @param errors how many are wrong, noise included
     */
    record PhaseTest(double bits, double errors) {
    }

    private E91Bases() {
    }

    /** By Bob's number and Alice's. */
    private static SiftingTable sifting() {
        int no = SiftingTable.dropped();
        return SiftingTable.measured(new int[][] {
            {SiftingTable.test(0), SiftingTable.test(MATCHED), SiftingTable.test(2)},
            {no, no, SiftingTable.key()},
            {SiftingTable.test(1), no, SiftingTable.test(3)}}, CLASSES);
    }

    /** The angle between the directions of a class, in steps. */
    static int angle(int ofClass) {
        return switch (ofClass) {
            case 0, 2, 3 -> 1;
            case 1 -> 3;
            default -> 0;
        };
    }

    /** QBER along the matching direction that makes no key, and the CHSH value. */
    public static Estimate estimate(long[] compared, long[] unequal) {
        double errorRate = compared[MATCHED] == 0 ? Double.NaN : (double) unequal[MATCHED] / compared[MATCHED];
        return new Estimate(errorRate, Chsh.of(compared, unequal));
    }

    /**
     * The test of the key's phase, which is a bit along Alice's direction 0 and along the same at Bob's end: he has only
     * 1 and 3, each as often as the other. Along 1 equal bits are right, along 3 unequal ones. See {@link E91FiniteKey}.
     */
    static PhaseTest phaseTest(double[] compared, double[] unequal) {
        return new PhaseTest(compared[0] + compared[1], unequal[0] + compared[1] - unequal[1]);
    }
}
