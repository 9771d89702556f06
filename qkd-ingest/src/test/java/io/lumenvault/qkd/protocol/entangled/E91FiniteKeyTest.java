package io.lumenvault.qkd.protocol.entangled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.qkd.estimation.DecoyCounts;
import io.lumenvault.qkd.estimation.KeptKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths that were computed with 40 digits from the formulas in the comment of {@link E91FiniteKey}, by other code in another language. */
class E91FiniteKeyTest {
    private static long secretBits(long kept, long block, DecoyCounts counts, double disclosed, double secrecy, double correctness) {
        DecoyCounts of = new DecoyCounts(new long[] {block, 0, 0}, counts.test(), counts.testErrors());
        return new E91FiniteKey(secrecy, correctness).secretBits(of, new KeptKey(new long[] {kept, 0, 0}, new long[3]), disclosed);
    }

    /** Compared along (0,1) and (0,3); what was compared along the others is not of the phase test and does not matter. */
    private static DecoyCounts compared(long first, long firstUnequal, long second, long secondUnequal, long others) {
        return new DecoyCounts(new long[3], new long[] {first, second, others, others, others}, new long[] {firstUnequal, secondUnequal, others, 0, others});
    }

    @ParameterizedTest
    @CsvSource({
        // m/k <= 0.037034, mu 0.014217, l 650609.16
        "1048576, 1048576, 60000, 9600, 60000, 50500, 92000, 1e-9, 1e-15, 650609",
        // m/k <= 0.017178, mu 0.005185, l 6392349.47
        "8388608, 8388608, 500000, 77000, 502000, 425000, 700000, 1e-10, 1e-15, 6392349",
        // m/k <= 0.025046, mu 0.021810, l 95222.39
        "131072, 131072, 20000, 2900, 21000, 17950, 0, 1e-6, 1e-12, 95222",
        // The first without a sixteenth: phase error rate 0.051251 16/15, l 595964.20
        "983040, 1048576, 60000, 9600, 60000, 50500, 86250, 1e-9, 1e-15, 595964",
        // A small block: phase error rate 0.213421, l 4017.62
        "16384, 16384, 1500, 220, 1500, 1280, 0, 1e-9, 1e-15, 4017",
        // Fewer wrong than the noise makes: m/k <= 0, mu 0.011383, l 954273.45
        "1048576, 1048576, 100000, 13000, 100000, 87000, 0, 1e-9, 1e-15, 954273"})
    void secretBits_areThoseOfTheFormula(long kept, long block, long first, long firstUnequal, long second, long secondUnequal, double disclosed,
            double secrecy, double correctness, long expected) {
        for (long others : new long[] {0, 70_000}) {
            assertEquals(expected, secretBits(kept, block, compared(first, firstUnequal, second, secondUnequal, others), disclosed, secrecy, correctness));
        }
    }

    @Test
    void secretBits_whereMoreIsDisclosedThanIsSecret_areNone() {
        DecoyCounts counts = compared(60_000, 9600, 60_000, 50_500, 0);
        assertEquals(1, secretBits(1_048_576, 1_048_576, counts, 92_000 + 650_608, 1e-9, 1e-15));
        assertEquals(0, secretBits(1_048_576, 1_048_576, counts, 92_000 + 650_610, 1e-9, 1e-15));
    }

    /** Half of the bits along 0 wrong is the same along (0,1) and (0,3): one in two. */
    @Test
    void secretBits_ofAPhaseThatIsKnown_areNone() {
        assertEquals(0, secretBits(1_048_576, 1_048_576, compared(60_000, 30_000, 60_000, 30_000, 0), 0, 1e-9, 1e-15));
    }
}
