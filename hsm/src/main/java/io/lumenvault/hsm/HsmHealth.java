package io.lumenvault.hsm;

import java.time.Instant;
import java.util.Objects;

/**
 * Whether the HSM can be used now.
 *
 * @param state  available or not
 * @param since  when this state began
 * @param reason why it is unavailable, in one line; empty while it is available
 * @param epoch  the number of connections made so far; it grows by one at each reconnection
 */
public record HsmHealth(State state, Instant since, String reason, long epoch) {

    /** Whether requests are served. */
    public enum State {
        /** Requests are served. */
        AVAILABLE,
        /** Requests fail at once; reconnection goes on in the background, or the HSM has been closed. */
        UNAVAILABLE
    }

    public HsmHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(reason, "reason");
    }
}
