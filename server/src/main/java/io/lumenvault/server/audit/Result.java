package io.lumenvault.server.audit;

import java.util.Arrays;
import java.util.Locale;

/** How a decision ended. */
public enum Result {
    /** Allowed and done. */
    SERVED,
    /** Not allowed, or not possible for what was asked. */
    REFUSED,
    /** Allowed, but something of ours failed. */
    FAILED;

    /** @throws IllegalArgumentException when no result has this name */
    public static Result named(String text) {
        return Arrays.stream(values()).filter(result -> result.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no result is named '" + text + "'"));
    }

    /** As rows and searches write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
