package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CryptokiSessionsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final CryptokiSessions sessions = new CryptokiSessions();

    @Test
    void has_itsOwnerAlone_untilItEnds() {
        assertTrue(sessions.begin("ann", new byte[] {1}, NOW));
        assertTrue(sessions.has("ann", new byte[] {1}, NOW));
        assertFalse(sessions.has("ben", new byte[] {1}, NOW));
        assertFalse(sessions.end("ben", new byte[] {1}));
        assertFalse(sessions.has("ann", new byte[] {1}, NOW.plusSeconds(3600)));
        assertFalse(sessions.has("ann", null, NOW));
        assertTrue(sessions.end("ann", new byte[] {1}));
        assertFalse(sessions.end("ann", new byte[] {1}));
    }

    @Test
    void begin_moreThanOneMayHave_refusedUntilOthersEnd() {
        for (int i = 0; i < CryptokiSessions.MOST_OF_ONE; i++) {
            assertTrue(sessions.begin("ann", new byte[] {(byte) i}, NOW));
        }
        assertFalse(sessions.begin("ann", new byte[] {-1}, NOW));
        assertTrue(sessions.begin("ben", new byte[] {-2}, NOW));
        assertTrue(sessions.begin("ann", new byte[] {-1}, NOW.plusSeconds(3600)));
    }
}
