package io.lumenvault.server.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The node's time. It never falls behind the time that has truly passed, so that a system clock that is set back, or stands still,
 * prolongs no key's life: it is the later one of the system clock and of the trusted line, which goes on from a confirmed moment by
 * the steady counter that nobody can set.
 *
 * <p>A system clock that is set ahead is followed, because it may be right, and a key too early out of use is safe. But nothing is
 * destroyed automatically on its word ({@link #mayDestroy}) until it has come back, or an officer has confirmed it.
 */
public final class NodeClock extends Clock {

    /** A difference below this is no step: counters and clocks are read one after the other, and slewing is slow. */
    public static final Duration TOLERANCE = Duration.ofMillis(500);

    private final Clock wall;
    private final LongSupplier nanos;
    private volatile Anchor anchor;

    /** A moment that was taken for true. */
    private record Anchor(Instant time, long nanos) {}

    /**
     * @param wall the system clock, taken for true now
     * @param nanos the steady counter, in nanoseconds
     */
    public NodeClock(Clock wall, LongSupplier nanos) {
        this.wall = Objects.requireNonNull(wall, "wall");
        this.nanos = Objects.requireNonNull(nanos, "nanos");
        this.anchor = new Anchor(wall.instant(), nanos.getAsLong());
    }

    @Override
    public Instant instant() {
        Instant told = wall.instant();
        Instant trusted = trusted();
        return told.isAfter(trusted) ? told : trusted;
    }

    /** How far the system clock is ahead of the trusted line; negative where it is behind. */
    public Duration ahead() {
        return Duration.between(trusted(), wall.instant());
    }

    /** Whether an automatic action may destroy something because its time has come: not while the system clock is ahead. */
    public boolean mayDestroy() {
        return ahead().compareTo(TOLERANCE) <= 0;
    }

    /** Takes the system clock for true from now on. @return by how much it was ahead */
    public synchronized Duration confirm() {
        Duration was = ahead();
        anchor = new Anchor(wall.instant(), nanos.getAsLong());
        return was;
    }

    private Instant trusted() {
        Anchor from = anchor;
        return from.time().plusNanos(nanos.getAsLong() - from.nanos());
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    /** @throws UnsupportedOperationException the node keeps time in UTC */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the node keeps time in " + getZone());
    }
}
