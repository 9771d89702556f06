package io.lumenvault.server.lifecycle;

import io.lumenvault.db.object.LifecycleDates;
import java.time.Instant;

/** KMIP State (KMIP 1.4 section 3.22, KMIP 2.1 section 4.57). */
public enum State {
    PRE_ACTIVE(1),
    ACTIVE(2),
    DEACTIVATED(3),
    COMPROMISED(4),
    DESTROYED(5),
    DESTROYED_COMPROMISED(6);

    private final int code;

    State(int code) {
        this.code = code;
    }

    /** The KMIP State enumeration code. */
    public int code() {
        return code;
    }

    public static State ofCode(int code) {
        for (State state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("state code " + code + " is not between 1 and 6");
    }

    public boolean destroyed() {
        return this == DESTROYED || this == DESTROYED_COMPROMISED;
    }

    /**
     * The state at {@code now}: a date that has come counts although no scheduler wrote it yet, so that a clock or job
     * failure never extends a key's life.
     *
     * @param stored the state as last stored
     */
    public static State at(State stored, LifecycleDates dates, Instant now) {
        State state = stored;
        if (state == PRE_ACTIVE && reached(dates.activation(), now)) {
            state = ACTIVE;
        }
        if (state == ACTIVE && reached(dates.deactivation(), now)) {
            state = DEACTIVATED;
        }
        return state;
    }

    private static boolean reached(Instant date, Instant now) {
        return date != null && !date.isAfter(now);
    }
}
