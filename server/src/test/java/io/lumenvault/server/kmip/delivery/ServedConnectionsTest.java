package io.lumenvault.server.kmip.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.client.NotificationRepository.Held;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told what, where connections come and go while the database is asked. */
class ServedConnectionsTest {

    private final ServedConnections served = new ServedConnections();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    private Inbox begin(UUID holder, String principal) throws IOException {
        Inbox inbox = new Inbox();
        assertTrue(inbox.awaitWork(Duration.ZERO), "it looks for itself once");
        served.begin(holder, principal, inbox);
        return inbox;
    }

    private static boolean goesOn(Inbox inbox) throws IOException {
        return !inbox.awaitWork(Duration.ZERO);
    }

    private static String end(Inbox inbox) {
        return assertThrows(IOException.class, () -> inbox.awaitWork(Duration.ZERO)).getMessage();
    }

    @Test
    void connectionThatComesWhileTheDatabaseIsAsked_isNotTakenForASupersededOne() throws Exception {
        Inbox before = begin(first, "p");
        Inbox[] newest = new Inbox[1];
        served.look(principals -> {
            newest[0] = beginUnchecked(second);
            return Map.of("p", new Held(first, false));
        });
        assertTrue(goesOn(newest[0]));
        assertTrue(goesOn(before), "the database knew of no other one yet");
        served.look(principals -> Map.of("p", new Held(second, false)));
        assertTrue(goesOn(newest[0]));
        assertEquals("another connection of 'p' has taken over", end(before));
    }

    private Inbox beginUnchecked(UUID holder) {
        try {
            return begin(holder, "p");
        } catch (IOException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    void connectionOfAPrincipalThatNothingIsKeptFor_ends() throws Exception {
        Inbox forgotten = begin(first, "p");
        served.look(principals -> Map.of());
        assertEquals("nothing is kept for 'p' any more", end(forgotten));
    }

    @Test
    void work_isTheHoldersOfThatPrincipalAlone() throws Exception {
        Inbox busy = begin(first, "busy");
        Inbox idle = begin(second, "idle");
        served.look(principals -> {
            assertEquals(Set.of("busy", "idle"), principals);
            return Map.of("busy", new Held(first, true), "idle", new Held(second, false));
        });
        assertFalse(goesOn(busy));
        assertTrue(goesOn(idle));
    }

    @Test
    void nobody_isLookedAfterOnceTheyHaveEnded() throws Exception {
        begin(first, "p");
        served.end(first);
        served.look(principals -> {
            throw new AssertionError("asked for " + principals);
        });
    }
}
