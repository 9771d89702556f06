package io.lumenvault.qkd.source;

import io.lumenvault.qkd.ingest.LinkState;
import java.time.Duration;

/** When the other side was last heard; silence for long is an alarm. */
final class Contact {
    private final String whose;
    private final LinkState state;
    private final Duration limit;
    private long lastNanos = System.nanoTime();

    /** @param whose of whom nothing is heard, for example "the module has given no key" */
    Contact(String whose, LinkState state, Duration limit) {
        this.whose = whose;
        this.state = state;
        this.limit = limit;
    }

    /** It has been heard just now. */
    synchronized void heard() {
        lastNanos = System.nanoTime();
    }

    /** Raises the alarm where it is due. @return whether it is */
    synchronized boolean check() {
        boolean silent = System.nanoTime() - lastNanos > limit.toNanos();
        if (silent) {
            state.alarm(whose + " for more than " + limit.toSeconds() + " s");
        }
        return silent;
    }
}
