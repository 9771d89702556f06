package io.lumenvault.qkd.synchronisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.link.DetectionFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynchroniserTest {
    /** 100 ps, IEC PAS 63095-1. */
    private static final double LIMIT = 100e-12;
    private static final double CLOCK_HZ = 1e9;
    private static final int SLOTS = 20_000_000;

    /** A stretch with a click in every millionth slot. */
    private static DetectionFrame frame(long number) {
        int[] offsets = new int[SLOTS / 1_000_000];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i * 1_000_000;
        }
        return new DetectionFrame(number * SLOTS, SLOTS, offsets.length, offsets, new byte[offsets.length]);
    }

    private static Synchroniser synchroniser(FreeClock clock, double jitter, double seen) {
        return new Synchroniser(new SyncChannel(Synchroniser.PATTERN, clock, jitter, seen, 11), CLOCK_HZ);
    }

    /** A minute in which the rate swings once, so that the model of the first moments is soon wrong by far more than the limit. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0.9", "9.9e-3, 19e-6, 5e-8, 0.5", "-7.7e-3, -19e-6, 5e-8, 0.9", "1.2e-6, 3e-6, 2e-7, 0.2"})
    void clockThatWanders_isFollowedWithinTheLimit(double offset, double drift, double wander, double seen) {
        Synchroniser bob = synchroniser(new FreeClock(offset, drift, wander, 60), 40e-12, seen);
        double greatest = 0;
        for (long number = 0; number < 60 * 50; number++) {
            DetectionFrame seenFrame = frame(number);
            DetectionFrame aligned = bob.align(seenFrame);
            if (bob.found()) {
                double now = (number + 1) * SLOTS / CLOCK_HZ;
                greatest = Math.max(greatest, Math.abs(bob.error(now)));
                greatest = Math.max(greatest, Math.abs(bob.error(now - SLOTS / CLOCK_HZ)));
            }
            assertTrue(aligned == seenFrame || aligned.count() == 0, "a click is given another slot");
        }
        assertTrue(bob.found());
        assertTrue(greatest < LIMIT, "wrong by " + greatest * 1e12 + " ps");
    }

    @Test
    void clicksBeforeTheClockIsFound_areNotUsed() {
        Synchroniser bob = synchroniser(new FreeClock(1e-3, 1e-6, 0, 60), 40e-12, 0.9);
        assertEquals(0, bob.align(frame(0)).count());
        assertFalse(bob.found());
    }

    /** With jitter beyond a slot the clock is found, but not well enough: clicks get wrong slots, as they would. */
    @Test
    void clockThatIsWrongBySlots_givesClicksOtherSlots() {
        Synchroniser bob = synchroniser(new FreeClock(1e-3, 1e-6, 0, 60), 900e-9, 0.2);
        DetectionFrame last = frame(0);
        int moved = 0;
        for (long number = 0; number < 40; number++) {
            last = bob.align(frame(number));
            for (int i = 0; i < last.count(); i++) {
                moved += last.offsets()[i] % 1_000_000 == 0 ? 0 : 1;
            }
        }
        assertTrue(bob.found());
        assertNotEquals(0, moved);
    }

    @Test
    void channelThatIsCut_isALossOfSynchronisation() {
        Synchroniser bob = synchroniser(new FreeClock(1e-3, 1e-6, 0, 60), 40e-12, 0);
        assertThrows(SynchronisationException.class, () -> {
            for (long number = 0; number < 20; number++) {
                bob.align(frame(number));
            }
        });
    }

    @Test
    void pulsesThatComeAtOtherTimes_areALossOfSynchronisation() {
        ClockTracker tracker = new ClockTracker(Synchroniser.PATTERN, new ClockModel(0, 0));
        double[] tags = new double[1000];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = (i + 0.25) * 20e-6;
        }
        SynchronisationException lost = assertThrows(SynchronisationException.class, () -> tracker.follow(0, 2000, tags));
        assertTrue(lost.getMessage().endsWith("pulses came when they were due"), lost.getMessage());
    }
}
