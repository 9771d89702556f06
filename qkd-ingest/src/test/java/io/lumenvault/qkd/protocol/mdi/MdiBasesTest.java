package io.lumenvault.qkd.protocol.mdi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.MdiCounts;
import org.junit.jupiter.api.Test;

class MdiBasesTest {
    private static long[] numbered(int from) {
        long[] classes = new long[MdiBases.CLASSES];
        for (int c = 0; c < classes.length; c++) {
            classes[c] = from + c;
        }
        return classes;
    }

    @Test
    void counts_ofABlockWithoutAFrame_areThoseOfAllOfIt_andWhatIsLeftOut() {
        DecoyCounts counts = new DecoyCounts(new long[] {1000, 0, 0}, numbered(101), numbered(1));
        MdiCounts pairs = MdiBases.counts(counts, 100);
        assertArrayEquals(new double[] {1000, 101, 102, 103, 104, 105, 106, 107, 108}, pairs.key());
        assertArrayEquals(new double[] {109, 110, 111, 112, 113, 114, 115, 116, 117}, pairs.test());
        assertArrayEquals(new double[] {9, 10, 11, 12, 13, 14, 15, 16, 17}, pairs.testErrors());
        assertEquals(100, pairs.leftOut());
    }

    @Test
    void estimate_isOfThePairsOfTheKeyBasisInWhichBothSentLight() {
        long[] compared = new long[MdiBases.CLASSES];
        long[] unequal = new long[MdiBases.CLASSES];
        java.util.Arrays.fill(compared, 1000);
        java.util.Arrays.fill(unequal, 500);
        // Signal with weak, weak with signal, weak with weak.
        unequal[0] = 10;
        unequal[2] = 20;
        unequal[3] = 30;
        assertEquals(0.02, MdiBases.estimate(compared, unequal).errorRate());
        assertTrue(Double.isNaN(MdiBases.estimate(new long[MdiBases.CLASSES], new long[MdiBases.CLASSES]).errorRate()));
    }
}
