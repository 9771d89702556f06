package io.lumenvault.qkd.protocol.mdi;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.Estimate;
import io.lumenvault.qkd.estimation.MdiCounts;
import io.lumenvault.qkd.link.SourceParameters;
import io.lumenvault.qkd.sifting.SiftingTable;

/**
 * What becomes of an announced Bell state of MDI-BB84, by what both ends had sent. Equal bases are used: two signals in the key
 * basis make key, and the bits of all other pairs of intensities are compared, in a class each: first the eight of the key basis, then the
 * nine of the other, by Alice's intensity times three and Bob's.
 */
public final class MdiBases {
    private static final int INTENSITIES = SourceParameters.INTENSITIES;
    private static final int OF_KEY_BASIS = MdiCounts.PAIRS - 1;
    /** Classes of compared bits. */
    static final int CLASSES = OF_KEY_BASIS + MdiCounts.PAIRS;
    /** The pairs of signal and weak, either way, and of weak and weak. */
    private static final int[] WITH_LIGHT = {1, 3, 4};
    /** What becomes of which pair. */
    public static final SiftingTable SIFTING = sifting();

    private MdiBases() {
    }

    private static SiftingTable sifting() {
        int[][] uses = new int[2 * INTENSITIES][INTENSITIES];
        for (int bob = 0; bob < INTENSITIES; bob++) {
            for (int alice = 0; alice < INTENSITIES; alice++) {
                int pair = INTENSITIES * alice + bob;
                uses[2 * bob][alice] = pair == 0 ? SiftingTable.key() : SiftingTable.test(pair - 1);
                uses[2 * bob + 1][alice] = SiftingTable.test(OF_KEY_BASIS + pair);
            }
        }
        return SiftingTable.sent(uses, CLASSES);
    }

    /**
     * The QBER of the key is about that of the pairs of its basis in which both sent light and one of them less: in the other basis a
     * quarter is wrong of anything but single photons.
     */
    public static Estimate estimate(long[] compared, long[] unequal) {
        long all = 0;
        long wrong = 0;
        for (int pair : WITH_LIGHT) {
            all += compared[pair - 1];
            wrong += unequal[pair - 1];
        }
        return new Estimate(all == 0 ? Double.NaN : (double) wrong / all, null);
    }

    /**
     * The counts of a block.
     *
     * @param block by class
     * @param leftOut key bits of frames that failed verification
     */
    public static MdiCounts counts(DecoyCounts block, long leftOut) {
        double[] key = new double[MdiCounts.PAIRS];
        double[] test = new double[MdiCounts.PAIRS];
        double[] testErrors = new double[MdiCounts.PAIRS];
        key[0] = block.keyTotal();
        for (int pair = 0; pair < MdiCounts.PAIRS; pair++) {
            if (pair > 0) {
                key[pair] = block.test()[pair - 1];
            }
            test[pair] = block.test()[OF_KEY_BASIS + pair];
            testErrors[pair] = block.testErrors()[OF_KEY_BASIS + pair];
        }
        return new MdiCounts(key, test, testErrors, leftOut);
    }
}
