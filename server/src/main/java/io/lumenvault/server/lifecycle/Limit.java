package io.lumenvault.server.lifecycle;

import java.time.Instant;
import java.util.Objects;

/**
 * A moment at which something ends, and what says so.
 *
 * @param at the first moment at which it has ended
 * @param rule the policy's rule, or null when the object itself says so
 */
public record Limit(Instant at, String rule) {

    public Limit {
        Objects.requireNonNull(at, "at");
    }

    boolean reached(Instant now) {
        return !at.isAfter(now);
    }

    /** The one that comes first; null stands for no limit. */
    static Limit earlier(Limit one, Limit other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.at.isBefore(one.at) ? other : one;
    }

    /** The moment of a limit; null where there is none. */
    static Instant moment(Limit limit) {
        return limit == null ? null : limit.at;
    }

    /** A limit, or null where there is no date. */
    static Limit ofObject(Instant at) {
        return at == null ? null : new Limit(at, null);
    }
}
