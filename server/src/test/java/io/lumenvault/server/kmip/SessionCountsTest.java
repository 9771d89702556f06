package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SessionCountsTest {

    @Test
    void principalAtItsLimit_beginsNoMore_untilOneHasEnded() {
        SessionCounts counts = new SessionCounts(2);
        assertTrue(counts.begin("alice") && counts.begin("alice"));
        assertFalse(counts.begin("alice"));
        assertTrue(counts.begin("bob"), "others are not touched");
        counts.end("alice");
        assertTrue(counts.begin("alice"));
        assertFalse(counts.begin("alice"));
    }

    @Test
    void limitBelowOne_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SessionCounts(0));
    }
}
