package io.lumenvault.server.kmip.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final Inbox inbox = new Inbox();

    @Test
    void work_isThereFromTheStart_andOnceForEachTime() throws IOException {
        assertTrue(inbox.awaitWork(Duration.ZERO));
        assertFalse(inbox.awaitWork(Duration.ZERO));
        inbox.work();
        inbox.work();
        assertTrue(inbox.awaitWork(Duration.ZERO));
        assertFalse(inbox.awaitWork(Duration.ZERO));
    }

    @Test
    void answer_thatWasAskedFor_isGiven() throws IOException {
        inbox.ask();
        inbox.message(new byte[] {1});
        assertArrayEquals(new byte[] {1}, inbox.answer());
    }

    @Test
    void message_thatWasNotAskedFor_isTheEnd() {
        inbox.message(new byte[] {1});
        assertEquals("the client sent a message that it was not asked for", assertThrows(IOException.class, inbox::ask).getMessage());
    }

    @Test
    void secondAnswer_isTheEnd_afterTheFirst() throws IOException {
        inbox.ask();
        inbox.message(new byte[] {1});
        inbox.message(new byte[] {2});
        assertArrayEquals(new byte[] {1}, inbox.answer());
        assertThrows(IOException.class, () -> inbox.awaitWork(Duration.ZERO));
    }

    @Test
    void end_isTold_byItsFirstReason() throws IOException {
        inbox.ask();
        inbox.end("gone");
        inbox.end("closed");
        assertEquals("gone", assertThrows(IOException.class, inbox::answer).getMessage());
        assertEquals("gone", assertThrows(IOException.class, () -> inbox.pause(Duration.ofDays(1))).getMessage());
    }

    @Test
    void pause_leavesWorkToLookFor() throws IOException {
        assertTrue(inbox.awaitWork(Duration.ZERO));
        inbox.pause(Duration.ZERO);
        assertTrue(inbox.awaitWork(Duration.ZERO));
    }
}
