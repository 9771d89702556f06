package io.lumenvault.db.qkd;

import java.util.Locale;

/** Where a key block stands. */
public enum BlockState {
    /** Stored here; the two ends have not compared it yet. */
    PENDING,
    /** Equal at both ends: its chunks may be supplied. */
    AVAILABLE,
    /** Different at the two ends: its material is gone. */
    DISCARDED,
    /** Not to be used until an officer decides: its chunks are kept and given to nobody. */
    QUARANTINED,
    /** Destroyed by a decision or for its age: its material is gone. */
    DESTROYED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BlockState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
