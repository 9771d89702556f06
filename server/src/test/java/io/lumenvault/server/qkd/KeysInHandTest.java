package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeysInHandTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    private final KeysInHand keys = new KeysInHand();
    private final List<Boolean> looksAgain = Collections.synchronizedList(new ArrayList<>());

    @Test
    void othersWaitForTheHolder_andLookAgain() throws Exception {
        List<Thread> others = new ArrayList<>();
        try (KeysInHand.Hold hold = keys.take(List.of(FIRST, SECOND))) {
            assertFalse(hold.lookAgain());
            for (int i = 0; i < 8; i++) {
                others.add(waiting(List.of(THIRD, SECOND)));
            }
            assertTrue(looksAgain.isEmpty(), "one of them did not wait");
        }
        for (Thread other : others) {
            other.join();
        }
        assertEquals(Collections.nCopies(8, true), looksAgain);
    }

    @Test
    void otherKeysAreFreeMeanwhile() {
        try (KeysInHand.Hold hold = keys.take(List.of(FIRST)); KeysInHand.Hold other = keys.take(List.of(SECOND, THIRD))) {
            assertFalse(hold.lookAgain());
            assertFalse(other.lookAgain());
        }
    }

    @Test
    void whoeverWaitsForOneKey_keepsNoOtherFromAnyone() throws Exception {
        Thread other;
        try (KeysInHand.Hold hold = keys.take(List.of(SECOND))) {
            assertFalse(hold.lookAgain());
            other = waiting(List.of(FIRST, SECOND));
            try (KeysInHand.Hold first = keys.take(List.of(FIRST))) {
                assertFalse(first.lookAgain());
            }
        }
        other.join();
        try (KeysInHand.Hold all = keys.take(List.of(FIRST, SECOND, THIRD))) {
            assertFalse(all.lookAgain());
        }
    }

    /** A thread that asks for keys, once it waits for them. */
    private Thread waiting(List<UUID> asked) throws InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try (KeysInHand.Hold hold = keys.take(asked)) {
                looksAgain.add(hold.lookAgain());
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.sleep(1);
        }
        return thread;
    }
}
