package io.lumenvault.qkd.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Frames that an eavesdropper chose to fail: what the bounds promise of the rest against the truth. A bound is wrong with a probability
 * of 1e-9 at most, and so is a test with some hundred blocks with 1e-6.
 */
class FailedFramesTest {
    private static final List<Double> MU = List.of(0.4448, 0.1934, 2e-4);
    private static final List<Double> P = List.of(0.4104, 0.4473, 0.1423);
    private static final ThreeIntensityFiniteKey THREE = new ThreeIntensityFiniteKey(MU, P, 1e-9, 1e-15);
    private static final List<Double> TWO_MU = List.of(0.48, 0.18);
    private static final List<Double> TWO_P = List.of(0.7, 0.3);
    private static final OneDecoyFiniteKey ONE = new OneDecoyFiniteKey(0.48, 0.18, 0.7, 1e-9, 1e-15);
    private static final long PULSES = 1L << 33;
    /** She measures all photons of most frames, and of a few none: those she makes fail. */
    private static final int UNTOUCHED = 4;
    private static final IntToDoubleFunction ATTACK = frame -> frame < UNTOUCHED ? 0 : 0.06;

    private static final List<Comparator<FramedBlock.Frame>> ORDERS = List.of(
            Comparator.comparingLong(frame -> frame.phaseErrors),
            Comparator.comparingDouble(frame -> -frame.single + 3.0 * frame.phaseErrors),
            Comparator.comparingLong(frame -> -frame.vacuum),
            Comparator.comparingLong(frame -> -frame.key[0]),
            Comparator.comparingLong(frame -> -frame.key[1]),
            Comparator.comparingLong(frame -> frame.key[2]));

    @Test
    void threeIntensities_neverPromiseMoreThanTheFramesThatStayedHold() {
        for (int seed = 0; seed < 20; seed++) {
            for (Comparator<FramedBlock.Frame> order : ORDERS) {
                for (int removed : new int[] {0, 1, UNTOUCHED, 6, 11}) {
                    FramedBlock block = new FramedBlock(MU, P, PULSES, ATTACK, seed);
                    block.remove(removed, order);
                    SecretEvents kept = THREE.length(block.block(), block.stayed().removed(block.block()), 0, false).kept();
                    assertTrue(kept.bits() <= block.secret(), kept + " of " + block.secret() + ", " + removed + " frames removed");
                }
            }
        }
    }

    @Test
    void oneDecoy_neverPromisesMoreThanTheFramesThatStayedHold() {
        for (int seed = 0; seed < 20; seed++) {
            for (Comparator<FramedBlock.Frame> order : ORDERS) {
                for (int removed : new int[] {0, 1, UNTOUCHED, 6, 11}) {
                    FramedBlock block = new FramedBlock(TWO_MU, TWO_P, PULSES, ATTACK, seed);
                    block.remove(removed, order);
                    OneDecoyFiniteKey.Result result = ONE.length(block.block(), block.stayed(), 0, false);
                    assertTrue(result.kept().bits() <= block.secret(), result + " of " + block.secret() + ", " + removed + " frames removed");
                }
            }
        }
    }

    /** The attack is a real one: where the frames that stayed are taken for the block, more is promised than there is. */
    @Test
    void countsOfTheFramesThatStayed_wouldPromiseTooMuch() {
        FramedBlock three = attacked(MU, P);
        SecretEvents naive = THREE.length(alone(three), 0, false).kept();
        assertTrue(naive.bits() > three.secret(), naive + " of " + three.secret());
        FramedBlock two = attacked(TWO_MU, TWO_P);
        naive = ONE.length(alone(two), KeptKey.whole(alone(two), two.stayed().errors()), 0, false).kept();
        assertTrue(naive.bits() > two.secret(), naive + " of " + two.secret());
    }

    private static FramedBlock attacked(List<Double> intensities, List<Double> probabilities) {
        FramedBlock block = new FramedBlock(intensities, probabilities, 1L << 38, frame -> frame < FramedBlock.FRAMES / 2 ? 0 : 0.1, 1);
        block.remove(FramedBlock.FRAMES / 2, ORDERS.getFirst());
        return block;
    }

    private static DecoyCounts alone(FramedBlock block) {
        return new DecoyCounts(block.stayed().bits(), block.block().test(), block.block().testErrors());
    }

    /** Its 1/16 of the bits is 11 % of the single-photon events; phase errors that were a share of all are one of the rest. */
    @Test
    void aFrameThatFailed_costsNotTheWholeKey() {
        FramedBlock three = new FramedBlock(MU, P, PULSES, frame -> 0.02, 3);
        double all = THREE.length(three.block(), 0, false).kept().bits();
        three.remove(1, ORDERS.getFirst());
        assertEquals(0.87 * all, THREE.length(three.block(), three.stayed().removed(three.block()), 0, false).kept().bits(), 0.03 * all);
    }

    @Test
    void noFrameFailed_isTheLengthOfTheBlock() {
        FramedBlock block = new FramedBlock(MU, P, PULSES, frame -> 0.02, 3);
        assertEquals(THREE.length(block.block(), 1e4, true), THREE.length(block.block(), block.stayed().removed(block.block()), 1e4, true));
    }

    @Test
    void oneDecoy_aFrameThatFailed_mayBeOfVacuumEventsAlone() {
        FramedBlock block = new FramedBlock(TWO_MU, TWO_P, PULSES, frame -> 0.02, 3);
        OneDecoyFiniteKey.Result all = ONE.length(block.block(), block.stayed(), 0, true);
        block.remove(1, ORDERS.getFirst());
        OneDecoyFiniteKey.Result less = ONE.length(block.block(), block.stayed(), 0, true);
        assertTrue(less.mostKeyVacuum() > all.mostKeyVacuum(), "errors that were never learnt");
        assertTrue(all.kept().single() - less.kept().single() > block.stayed().removed(block.block()), less + " of " + all);
    }
}
