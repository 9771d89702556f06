package io.lumenvault.qkd.reconciliation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LdpcTest {
    private static BitArray random(int n, Xoshiro256 random) {
        BitArray bits = new BitArray(n);
        for (int i = 0; i < bits.words().length; i++) {
            bits.words()[i] = random.nextLong();
        }
        return bits;
    }

    @Test
    void code_everyColumnMeetsItsDegreeAndNoTwoColumnsCloseACycleOfFour() {
        for (int rows : new int[] {60, 150, 290}) {
            LdpcCode code = LdpcConstruction.code(17, rows);
            int[] degrees = LdpcDegrees.of(512, rows);
            int[] met = new int[512];
            for (int[] columns : code.columns()) {
                for (int column : columns) {
                    met[column]++;
                }
            }
            assertArrayEquals(degrees, met);
            assertEquals(0, shortCycles(code), rows + " rows");
        }
    }

    /** Pairs of rows in which two columns have the same difference of shifts. */
    private static int shortCycles(LdpcCode code) {
        int cycles = 0;
        for (int a = 0; a < code.rows(); a++) {
            for (int b = a + 1; b < code.rows(); b++) {
                Set<Integer> seen = new HashSet<>();
                for (int i = 0; i < code.columns()[a].length; i++) {
                    for (int j = 0; j < code.columns()[b].length; j++) {
                        if (code.columns()[a][i] == code.columns()[b][j]) {
                            int difference = code.shifts()[a][i] - code.shifts()[b][j];
                            cycles += seen.add(Math.floorMod(difference, code.lifting())) ? 0 : 1;
                        }
                    }
                }
            }
        }
        return cycles;
    }

    @Test
    void syndrome_equalsTheParitiesOfTheMatrixBitByBit() {
        Xoshiro256 random = new Xoshiro256(11);
        LdpcCode code = LdpcConstruction.code(13, 20);
        BitArray key = random(code.size(), random);
        byte[] syndrome = code.syndrome(key);
        for (int check = 0; check < code.checks(); check++) {
            int row = check / code.lifting();
            int parity = 0;
            for (int e = 0; e < code.columns()[row].length; e++) {
                int within = (check % code.lifting() + code.shifts()[row][e]) % code.lifting();
                parity ^= key.get(code.columns()[row][e] * code.lifting() + within);
            }
            assertEquals(parity, syndrome[check], "check " + check);
        }
    }

    @Test
    void answer_questionOutOfRange_isRefused() {
        Responder responder = Reconciliation.LDPC.open(13, 1).responder(0.03, new BitArray(1 << 13));
        for (int question : new int[] {1, 2 << Questions.PASS_SHIFT, 1 << Questions.PASS_SHIFT | 1 << 13, -1}) {
            Questions questions = new Questions();
            questions.addRaw(question);
            assertThrows(IllegalArgumentException.class, () -> responder.answer(questions, new Answers()));
        }
    }

    @Test
    void open_frameTooShortForTheCodes_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Reconciliation.LDPC.open(12, 1));
        assertThrows(IllegalArgumentException.class, () -> Reconciliation.LDPC.open(21, 1));
    }
}
