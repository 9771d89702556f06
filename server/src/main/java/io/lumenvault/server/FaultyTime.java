package io.lumenvault.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** Time of a drill's own: the truth, which passes as the drill says, and a system clock that can be wrong about it. */
final class FaultyTime {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEN_YEARS = Duration.ofDays(3653);

    /** What can happen to a system clock. */
    enum Fault {
        HOUR_AHEAD(HOUR), TEN_YEARS_AHEAD(TEN_YEARS), HOUR_BACK(HOUR.negated()), TEN_YEARS_BACK(TEN_YEARS.negated()),
        LEAP_SECOND(Duration.ofSeconds(-1)), FROZEN(null);

        private final Duration step;

        Fault(Duration step) {
            this.step = step;
        }

        boolean ahead() {
            return step != null && !step.isNegative();
        }
    }

    private final Instant start;
    private long nanos;
    private Duration offset = Duration.ZERO;
    private Instant frozenAt;

    FaultyTime(Instant start) {
        this.start = Objects.requireNonNull(start, "start");
    }

    /** The steady counter, which no fault touches. */
    long nanos() {
        return nanos;
    }

    Instant truth() {
        return start.plusNanos(nanos);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    void cause(Fault fault) {
        if (fault.step == null) {
            frozenAt = truth();
        } else {
            offset = fault.step;
        }
    }

    void repair() {
        offset = Duration.ZERO;
        frozenAt = null;
    }

    /** The system clock. */
    Clock wall() {
        return new Clock() {
            @Override
            public Instant instant() {
                return frozenAt == null ? truth().plus(offset) : frozenAt;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("the drill keeps time in UTC");
            }
        };
    }
}
