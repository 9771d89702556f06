package io.lumenvault.server.audit;

import java.util.Locale;

/** How a decision ended. */
public enum Result {
    /** Allowed and done. */
    SERVED,
    /** Not allowed, or not possible for what was asked. */
    REFUSED,
    /** Allowed, but something of ours failed. */
    FAILED;

    /** As rows and searches write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
