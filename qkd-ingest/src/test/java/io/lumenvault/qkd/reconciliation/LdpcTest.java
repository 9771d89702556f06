package io.lumenvault.qkd.reconciliation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.Set;
import jdk.incubator.vector.ShortVector;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LdpcTest {
    private static final int SHORT = 13;
    private static final int LONG = 17;

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
            int[] degrees = LdpcDegrees.of(512, rows, code.lifting());
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

    @Test
    void code_checksDifferByOneEdgeAtMost_andBothEndsMakeTheSame() {
        for (int rows : new int[] {4, 25, 48, 161, 300}) {
            LdpcCode code = LdpcConstruction.code(17, rows);
            IntSummaryStatistics degrees = Arrays.stream(code.columns()).mapToInt(row -> row.length).summaryStatistics();
            assertTrue(degrees.getMax() - degrees.getMin() <= 1, rows + " rows: " + degrees);
            LdpcCode other = LdpcConstruction.code(17, rows);
            assertArrayEquals(code.columns(), other.columns());
            assertArrayEquals(code.shifts(), other.shifts());
        }
    }

    @Test
    void degrees_meanLiesWhereTheOptimisationPutIt() {
        // 6.0 edges a column at a share of 0.308 and 4.8 at 0.5477.
        assertEquals(4.8, Arrays.stream(LdpcDegrees.of(512, 280, 256)).average().orElseThrow(), 0.05);
        double mean = Arrays.stream(LdpcDegrees.of(512, 158, 256)).average().orElseThrow();
        assertEquals(6.0, mean, 0.05);
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

    /** A frame is made equal, or given up with what was disclosed below three quarters of it; then verification discards it. */
    @Property(tries = 40)
    void reconcile_anyRateUpToElevenPercentAndAnyEstimate_correctsOrGivesUp(@ForAll @DoubleRange(min = 0, max = 0.11) double rate,
            @ForAll @DoubleRange(min = 0, max = 0.5) double estimate, @ForAll long seed) {
        Trial trial = new Trial(rate, estimate, seed);
        assertTrue(trial.responder.disclosedBits() <= 0.75 * trial.alice.size(), trial.responder.disclosedBits() + " bits disclosed");
        int left = trial.alice.hammingDistance(trial.bob);
        assertTrue(left == 0 || trial.corrector.correctedBits() == 0, left + " errors left after a correction");
        assertEquals(trial.answered, trial.responder.disclosedBits(), "each answer is counted, and nothing else");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.01, 0.03, 0.05, 0.08, 0.11})
    void reconcile_knownRate_makesEveryFrameEqual(double rate) {
        for (int seed = 0; seed < 5; seed++) {
            Trial trial = new Trial(rate, rate, seed);
            assertEquals(0, trial.alice.hammingDistance(trial.bob), "frame " + seed + " at " + rate);
            assertEquals(trial.errors, trial.corrector.correctedBits());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.02, 0.03, 0.04, 0.05, 0.065, 0.08, 0.095, 0.11})
    void reconcile_longFrame_disclosesLittleMoreThanTheLimit(double rate) {
        double sum = 0;
        int frames = 3;
        for (int seed = 0; seed < frames; seed++) {
            Trial trial = new Trial(LONG, rate, rate, seed);
            assertEquals(0, trial.alice.hammingDistance(trial.bob), "frame " + seed);
            sum += trial.efficiency();
        }
        assertTrue(sum / frames <= 1.15, sum / frames + " times the limit");
    }

    @Test
    void errorRate_comesFromTheSyndrome_whateverTheEstimate() {
        LdpcCode code = LdpcConstruction.code(LONG, 160);
        Xoshiro256 random = new Xoshiro256(4);
        byte[] errors = new byte[code.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = (byte) (random.nextDouble() < 0.04 ? -1 : 0);
        }
        assertEquals(0.04, LdpcErrorRate.of(code, code.syndrome(errors), 0.5), 0.002);
        byte[] half = new byte[code.checks()];
        Arrays.fill(half, 0, half.length / 2, (byte) -1);
        assertEquals(0.03, LdpcErrorRate.of(code, half, 0.03));
    }

    @Test
    void combined_isNearTheSumProductRule() {
        short[] x = new short[LdpcMessage.WIDTH];
        short[] y = new short[LdpcMessage.WIDTH];
        short[] combined = new short[LdpcMessage.WIDTH];
        for (int a = 0; a <= LdpcMessage.CAP; a += 3) {
            Arrays.fill(x, (short) a);
            for (int b = 0; b <= LdpcMessage.CAP; b += LdpcMessage.WIDTH) {
                for (int i = 0; i < y.length; i++) {
                    y[i] = (short) (b + i);
                }
                LdpcMessage.combined(ShortVector.fromArray(LdpcMessage.LANES, x, 0), ShortVector.fromArray(LdpcMessage.LANES, y, 0))
                        .intoArray(combined, 0);
                for (int i = 0; i < y.length; i++) {
                    double exact = 2 * atanh(Math.tanh(a / 128.0) * Math.tanh(y[i] / 128.0));
                    assertEquals(exact, combined[i] / 64.0, 0.1, a + " and " + y[i]);
                }
            }
        }
    }

    private static double atanh(double t) {
        return 0.5 * Math.log((1 + t) / (1 - t));
    }

    @Test
    void reconcile_moreErrorsThanCanBeCorrected_givesTheFrameUpAsItWas() {
        Trial trial = new Trial(0.3, 0.02, 5);
        assertEquals(trial.errors, trial.alice.hammingDistance(trial.bob));
        assertEquals(0, trial.corrector.correctedBits());
    }

    @Test
    void answer_neverGivesMoreThanTheFrame_norTheSyndromeTwice() {
        Responder again = Reconciliation.LDPC.open(13, 1).responder(0.03, new BitArray(1 << 13));
        Questions twice = new Questions();
        twice.add(LdpcCorrector.SYNDROME, 0);
        twice.add(LdpcCorrector.SYNDROME, 0);
        assertThrows(IllegalArgumentException.class, () -> again.answer(twice, new Answers()));
        Responder greedy = Reconciliation.LDPC.open(13, 1).responder(0.03, new BitArray(1 << 13));
        Questions all = new Questions();
        all.add(LdpcCorrector.SYNDROME, 0);
        for (int bit = 0; bit < 1 << 13; bit++) {
            all.add(LdpcCorrector.BIT, bit);
        }
        assertThrows(IllegalArgumentException.class, () -> greedy.answer(all, new Answers()));
    }

    /** One frame with errors, after its reconciliation. */
    private static final class Trial {
        final BitArray alice;
        final BitArray bob;
        final Corrector corrector;
        final Responder responder;
        int errors;
        long answered;

        Trial(double rate, double estimate, long seed) {
            this(SHORT, rate, estimate, seed);
        }

        double efficiency() {
            return responder.disclosedBits() / (alice.size() * BinaryEntropy.h((double) errors / alice.size()));
        }

        Trial(int logFrame, double rate, double estimate, long seed) {
            Xoshiro256 random = new Xoshiro256(seed);
            alice = random(1 << logFrame, random);
            bob = alice.slice(0, alice.size());
            for (int i = 0; i < bob.size(); i++) {
                if (random.nextDouble() < rate) {
                    bob.flip(i);
                    errors++;
                }
            }
            corrector = Reconciliation.LDPC.open(logFrame, 1).corrector(estimate, bob);
            responder = Reconciliation.LDPC.open(logFrame, 1).responder(estimate, alice);
            Questions questions = new Questions();
            Answers answers = new Answers();
            while (true) {
                questions.clear();
                answers.clear();
                corrector.ask(questions);
                if (questions.count() == 0) {
                    return;
                }
                responder.answer(questions, answers);
                assertEquals(answers.count(), corrector.answersDue(questions));
                answered += answers.count();
                corrector.apply(questions, answers);
            }
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
