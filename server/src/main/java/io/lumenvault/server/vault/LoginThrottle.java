package io.lumenvault.server.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts wrong credentials by name, at each node. From the tenth on whoever it is waits a minute, and twice as long after each further one,
 * up to an hour. No success takes anything off: a user that logs in all day would make the guesses of others free. A day without a wrong
 * one does.
 */
final class LoginThrottle {

    static final int MOST_FAILURES = 10;
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofHours(1);
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final int DOUBLINGS = 6;

    private final Clock clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last) {

        Duration waiting() {
            if (count < MOST_FAILURES) {
                return Duration.ZERO;
            }
            Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(count - MOST_FAILURES, DOUBLINGS));
            return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        }
    }

    LoginThrottle(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Whether one of these has to wait still. */
    boolean waits(Collection<String> names) {
        Instant now = clock.instant();
        return names.stream().map(failures::get).anyMatch(before -> before != null && now.isBefore(before.last().plus(before.waiting())));
    }

    /** Counts a wrong credential. The names are of known principals alone, or what is kept would grow with what is tried. */
    void failed(Collection<String> names) {
        Instant now = clock.instant();
        names.forEach(name -> failures.compute(name, (_, before) ->
                new Failures(before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : before.count() + 1, now)));
    }
}
