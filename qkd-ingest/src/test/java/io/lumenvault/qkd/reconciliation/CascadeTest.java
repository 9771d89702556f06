package io.lumenvault.qkd.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.keyrate.BinaryEntropy;
import io.lumenvault.qkd.random.Xoshiro256;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CascadeTest {
    private static BitArray random(int n, Xoshiro256 random) {
        BitArray bits = new BitArray(n);
        for (int i = 0; i < bits.words().length; i++) {
            bits.words()[i] = random.nextLong();
        }
        return bits;
    }

    private static int disturb(BitArray bits, double rate, Xoshiro256 random) {
        int errors = 0;
        for (int i = 0; i < bits.size(); i++) {
            if (random.nextDouble() < rate) {
                bits.flip(i);
                errors++;
            }
        }
        return errors;
    }

    /** f = disclosed / (n h(Q)) of frames of 2^log bits; every frame must come out equal. */
    private static double efficiency(int log, double rate, int frames, long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        Permutations permutations = new Permutations(log, seed);
        double disclosed = 0;
        double ideal = 0;
        for (int f = 0; f < frames; f++) {
            BitArray alice = random(1 << log, random);
            BitArray bob = alice.slice(0, alice.size());
            int errors = disturb(bob, rate, random);
            CascadeResponder responder = new CascadeResponder(permutations, rate, alice);
            CascadeCorrector corrector = new CascadeCorrector(permutations, rate, bob);
            OneFrame.reconcile(corrector, responder);
            assertEquals(0, alice.hammingDistance(bob), "frame " + f + " at " + rate);
            assertEquals(errors, corrector.correctedBits(), "each flip corrects an error");
            disclosed += responder.disclosedBits();
            ideal += bob.size() * BinaryEntropy.h((double) errors / bob.size());
        }
        return disclosed / ideal;
    }

    @Test
    void reconcile_twoToFivePercent_isWithinSixPercentOfTheLimit() {
        for (double rate : new double[] {0.02, 0.03, 0.05}) {
            double f = efficiency(16, rate, 6, 42);
            assertTrue(f > 1 && f <= 1.06, "f = " + f + " at " + rate);
        }
    }

    /** The mean of 24 frames deviates by 0.0003 (standard deviation of a frame: 0.0014), the bound lies five of these above. */
    @Test
    void reconcile_longFramesAtFourAndFivePercent_isWithinThreeAndAHalfPercentOfTheLimit() {
        for (double rate : new double[] {0.04, 0.05}) {
            double f = efficiency(17, rate, 24, 7);
            assertTrue(f > 1 && f <= 1.035, "f = " + f + " at " + rate);
        }
    }

    @Test
    void reconcile_noErrors_disclosesOnlyTopParities() {
        Xoshiro256 random = new Xoshiro256(3);
        Permutations permutations = new Permutations(12, 1);
        BitArray alice = random(1 << 12, random);
        BitArray bob = alice.slice(0, alice.size());
        CascadeResponder responder = new CascadeResponder(permutations, 0.02, alice);
        OneFrame.reconcile(new CascadeCorrector(permutations, 0.02, bob), responder);
        assertEquals(0, alice.hammingDistance(bob));
        // k1 = 64, k2 = 512, then eighteen passes of halves: 64 + 7 + 18.
        assertEquals(4096 / 64 + 4096 / 512 - 1 + 18, responder.disclosedBits());
    }

    @Property(tries = 60)
    void reconcile_anyRateAndAnyEstimate_endsAndNeverFlipsARightBit(@ForAll @IntRange(min = 8, max = 13) int log,
            @ForAll @DoubleRange(min = 0, max = 0.25) double rate, @ForAll @DoubleRange(min = 0, max = 0.5) double estimate,
            @ForAll long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        Permutations permutations = new Permutations(log, seed);
        BitArray alice = random(1 << log, random);
        BitArray bob = alice.slice(0, alice.size());
        int errors = disturb(bob, rate, random);
        CascadeCorrector corrector = new CascadeCorrector(permutations, estimate, bob);
        OneFrame.reconcile(corrector, new CascadeResponder(permutations, estimate, alice));
        assertEquals(errors - corrector.correctedBits(), alice.hammingDistance(bob));
    }

    @Test
    void answer_questionOutsideTheTree_isRefused() {
        Permutations permutations = new Permutations(8, 1);
        CascadeResponder responder = new CascadeResponder(permutations, 0.05, new BitArray(256));
        for (int question : new int[] {20 << Questions.PASS_SHIFT, 256, 1, -1}) {
            Questions questions = new Questions();
            questions.addRaw(question);
            assertThrows(IllegalArgumentException.class, () -> responder.answer(questions, new Answers()));
        }
    }

    private static int ones(CascadeResponder responder) {
        Questions questions = new Questions();
        questions.add(0, 0);
        Answers answers = new Answers();
        responder.answer(questions, answers);
        return IntStream.range(0, answers.count()).map(i -> answers.next()).sum();
    }

    @Test
    void wipe_leavesTheKeyAndNoParityOfIt() {
        BitArray key = random(1024, new Xoshiro256(3));
        BitArray before = key.slice(0, key.size());
        CascadeResponder responder = new CascadeResponder(new Permutations(10, 4), 0.05, key);
        assertTrue(ones(responder) > 0);
        responder.wipe();
        assertEquals(0, ones(responder));
        assertEquals(0, key.hammingDistance(before));
    }

    @Test
    void parityTable_afterFlips_equalsCounting() {
        Xoshiro256 random = new Xoshiro256(9);
        Permutations permutations = new Permutations(10, 4);
        BitArray key = random(1024, random);
        for (int logTop : new int[] {3, 6, 8, 9}) {
            ParityTable table = new ParityTable(permutations, 2, logTop, key);
            for (int round = 0; round < 200; round++) {
                int bit = random.nextInt(1024);
                key.flip(bit);
                table.flip(permutations.positionOf(2, bit));
                int size = 1 << random.nextInt(logTop + 1);
                int from = random.nextInt(1024 / size) * size;
                int parity = 0;
                for (int i = from; i < from + size; i++) {
                    parity ^= key.get(permutations.bitAt(2, i));
                }
                assertEquals(parity, table.parity(from, from + size));
            }
        }
    }
}
