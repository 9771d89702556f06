package io.lumenvault.server.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class NodeClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private long nanos;
    private Instant wall = START;
    private final NodeClock clock = new NodeClock(((InstantSource) () -> wall).withZone(ZoneOffset.UTC), () -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
    }

    @Example
    void clockSetBack_timeGoesOn() {
        pass(Duration.ofSeconds(10));
        wall = wall.minus(Duration.ofDays(3653));
        assertEquals(START.plusSeconds(10), clock.instant());
        pass(Duration.ofSeconds(5));
        assertEquals(START.plusSeconds(15), clock.instant());
        assertTrue(clock.mayDestroy());
    }

    @Example
    void clockFrozen_timeGoesOn() {
        nanos += Duration.ofHours(2).toNanos();
        assertEquals(START.plus(Duration.ofHours(2)), clock.instant());
    }

    @Example
    void clockSetAhead_isFollowed_butDestroysNothing_untilItIsBack() {
        wall = START.plus(Duration.ofHours(1));
        assertEquals(wall, clock.instant());
        assertFalse(clock.mayDestroy());
        wall = START;
        assertTrue(clock.mayDestroy());
        assertEquals(START, clock.instant());
    }

    @Example
    void clockSetAhead_confirmed_isTrue() {
        wall = START.plus(Duration.ofHours(1));
        assertEquals(Duration.ofHours(1), clock.confirm());
        assertTrue(clock.mayDestroy());
        pass(Duration.ofSeconds(1));
        assertEquals(START.plusSeconds(3601), clock.instant());
    }

    /** Whatever the system clock does, time is never behind what has truly passed. */
    @Property
    void time_isNeverBehindWhatHasPassed(@ForAll @Size(max = 20) List<@IntRange(min = 0, max = 100_000) Integer> passed,
            @ForAll @LongRange(min = -400_000_000, max = 400_000_000) long step) {
        NodeClockTest fresh = new NodeClockTest();
        Instant truth = START;
        for (int seconds : passed) {
            fresh.pass(Duration.ofSeconds(seconds));
            truth = truth.plusSeconds(seconds);
            fresh.wall = fresh.wall.plusSeconds(step);
            assertFalse(fresh.clock.instant().isBefore(truth));
        }
    }
}
