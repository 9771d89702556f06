package io.lumenvault.server.kmip;

import java.util.concurrent.ConcurrentHashMap;

/** How many connections each principal has open. */
final class SessionCounts {

    private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();
    private final int most;

    /** @param most most connections of one principal */
    SessionCounts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " connections of one principal; at least 1");
        }
        this.most = most;
    }

    /** Takes note of one more. @return false where the principal has as many as it may; then nothing is to be ended */
    boolean begin(String principal) {
        boolean[] begun = new boolean[1];
        open.compute(principal, (name, count) -> {
            int now = count == null ? 0 : count;
            begun[0] = now < most;
            return begun[0] ? Integer.valueOf(now + 1) : count;
        });
        return begun[0];
    }

    /** One that has begun has ended. */
    void end(String principal) {
        open.computeIfPresent(principal, (name, count) -> count == 1 ? null : count - 1);
    }
}
