package io.lumenvault.qkd.keyrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.random.Xoshiro256;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Frames that fail, chosen by an eavesdropper who knows where the phase errors are. */
class SinglePhotonFiniteKeyTest {
    private static final double EPSILON = 1e-9;
    private static final int FRAMES = 10;
    private static final int FRAME_BITS = 1000;

    /** Phase errors by frame of a block, and how many a sample for testing showed. */
    private record Block(long[] errors, long testBits, long testErrors) {
        static Block draw(long testBits, double first, double last, long seed) {
            Xoshiro256 random = new Xoshiro256(seed);
            long[] errors = new long[FRAMES];
            long testErrors = 0;
            long testLeft = testBits;
            long keyLeft = (long) FRAMES * FRAME_BITS;
            long all = testLeft + keyLeft;
            for (long i = 0; i < all; i++) {
                double rate = first + (last - first) * i / all;
                boolean wrong = random.nextDouble() < rate;
                if (random.nextDouble() * (testLeft + keyLeft) < testLeft) {
                    testLeft--;
                    testErrors += wrong ? 1 : 0;
                } else {
                    errors[(int) ((FRAMES * FRAME_BITS - keyLeft) / FRAME_BITS)] += wrong ? 1 : 0;
                    keyLeft--;
                }
            }
            return new Block(errors, testBits, testErrors);
        }

        /** Of the frames with the most phase errors, which are what she lets pass. */
        double secret(int frames) {
            long[] sorted = errors.clone();
            Arrays.sort(sorted);
            long bits = (long) frames * FRAME_BITS;
            double wrong = Arrays.stream(sorted).skip(FRAMES - frames).sum();
            return bits * (1 - BinaryEntropy.phaseError(wrong / bits));
        }

        double promised(int frames, int of) {
            return SinglePhotonFiniteKey.length((long) frames * FRAME_BITS, (long) of * FRAME_BITS, testBits, (double) testErrors / testBits,
                    0, EPSILON, 1e-15);
        }
    }

    @Property(tries = 500)
    void length_neverPromisesMoreThanTheWorstFramesHold(@ForAll @IntRange(min = 1, max = FRAMES) int kept,
            @ForAll @LongRange(min = 500, max = 5000) long testBits, @ForAll @DoubleRange(max = 0.3) double first,
            @ForAll @DoubleRange(max = 0.3) double last, @ForAll long seed) {
        Block block = Block.draw(testBits, first, last, seed);
        assertTrue(block.promised(kept, FRAMES) <= block.secret(kept), block + ", " + kept + " frames kept");
    }

    @Test
    void rateOfTheTest_wouldPromiseTooMuchOfTheWorstFrames() {
        Block block = Block.draw(100_000, 0, 0.3, 1);
        assertTrue(block.promised(3, 3) > block.secret(3), "the attack is a real one");
        assertTrue(block.promised(9, FRAMES) > 0, "a frame that fails costs its share, not the key");
    }

    /** By hand: 8/10 of the bits with all of the errors. */
    @Test
    void length_allPhaseErrorsAreAmongTheBitsThatStayed() {
        double rate = (0.02 + SinglePhotonFiniteKey.deviation(1_000_000, 100_000, 1e-10)) / 0.8;
        assertEquals(800_000 * (1 - BinaryEntropy.h(rate)) - 1000 - (1 + 2 * 10 + 15) * Math.log(10) / Math.log(2) + Math.log(5) / Math.log(2),
                SinglePhotonFiniteKey.length(800_000, 1_000_000, 100_000, 0.02, 1000, 1e-10, 1e-15), 1e-6);
        assertEquals(0, SinglePhotonFiniteKey.secretBits(40_000, 1_000_000, 100_000, 0.02, 0, 1e-10, 1e-15), "more errors than bits");
    }

    @Test
    void moreKeptThanThereWas_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> SinglePhotonFiniteKey.secretBits(11, 10, 10, 0, 0, 1e-10, 1e-15));
    }
}
