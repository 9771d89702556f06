package io.lumenvault.server.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts wrong credentials by name, at each node. From a number on whoever it is waits a minute, and twice as long after each further one,
 * up to an hour. No success takes anything off: a user that logs in all day would make the guesses of others free. Each hour without a
 * wrong one takes one off.
 */
final class LoginThrottle {

    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);
    static final Duration ONE_OFF_AFTER = Duration.ofHours(1);
    private static final int DOUBLINGS = 6;

    private final Clock clock;
    private final int most;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last) {

        int countAt(Instant now) {
            return (int) Math.max(0, count - Duration.between(last, now).dividedBy(ONE_OFF_AFTER));
        }
    }

    /** @param most wrong ones from which on there is a wait */
    LoginThrottle(Clock clock, int most) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.most = most;
    }

    /** Whether one of these has to wait still. */
    boolean waits(Collection<String> names) {
        Instant now = clock.instant();
        return names.stream().map(failures::get)
                .anyMatch(before -> before != null && now.isBefore(before.last().plus(waiting(before.count()))));
    }

    private Duration waiting(int count) {
        if (count < most) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(count - most, DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** Counts a wrong credential. The names are of known principals alone, or what is kept would grow with what is tried. */
    void failed(Collection<String> names) {
        Instant now = clock.instant();
        names.forEach(name -> failures.compute(name, (_, before) -> new Failures(before == null ? 1 : before.countAt(now) + 1, now)));
    }
}
