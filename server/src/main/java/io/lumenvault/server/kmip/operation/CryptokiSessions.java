package io.lumenvault.server.kmip.operation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Initializations of Cryptoki by principals: bounded in number, and over after an hour. A node that starts anew knows none. */
final class CryptokiSessions {

    static final int MOST_OF_ONE = 100;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<ByteBuffer, Session> byCorrelation = new HashMap<>();

    private record Session(String owner, Instant end) {}

    /** @return false where the principal has as many as it may have */
    synchronized boolean begin(String owner, byte[] correlation, Instant now) {
        byCorrelation.values().removeIf(session -> !session.end.isAfter(now));
        if (byCorrelation.values().stream().filter(session -> session.owner.equals(owner)).count() >= MOST_OF_ONE) {
            return false;
        }
        byCorrelation.put(ByteBuffer.wrap(correlation.clone()), new Session(owner, now.plus(LONGEST)));
        return true;
    }

    synchronized boolean has(String owner, byte[] correlation, Instant now) {
        Session session = correlation == null ? null : byCorrelation.get(ByteBuffer.wrap(correlation));
        return session != null && session.owner.equals(owner) && session.end.isAfter(now);
    }

    /** @return false where there was none */
    synchronized boolean end(String owner, byte[] correlation) {
        Session session = correlation == null ? null : byCorrelation.get(ByteBuffer.wrap(correlation));
        return session != null && session.owner.equals(owner) && byCorrelation.remove(ByteBuffer.wrap(correlation)) != null;
    }
}
