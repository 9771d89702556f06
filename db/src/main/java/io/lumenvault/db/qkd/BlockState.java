package io.lumenvault.db.qkd;

import java.util.Locale;

/** Where a key block stands. */
public enum BlockState {
    /** Stored here; the two ends have not compared it yet. */
    PENDING,
    /** Equal at both ends: its chunks may be supplied. */
    AVAILABLE,
    /** Different at the two ends: its material is gone. */
    DISCARDED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BlockState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
