package io.lumenvault.server.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VerificationTurnsTest {

    private final VerificationTurns turns = new VerificationTurns(1, 4, 6);
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        held.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void groups_takeTurns_howeverManyOneAsksFor() throws InterruptedException {
        hold("flood", "first");
        for (int i = 0; i < 3; i++) {
            ask("flood", "tenant-a");
        }
        ask("honest", "tenant-b");
        assertEquals(List.of("flood", "honest", "flood", "flood"), served());
    }

    @Test
    void callersOfAGroup_takeTurns() throws InterruptedException {
        hold("flood", "first");
        ask("flood", "tenant-a");
        ask("flood", "tenant-a");
        ask("honest", "tenant-a");
        assertEquals(List.of("flood", "honest", "flood"), served());
    }

    @Test
    void tooManyOfACaller_areBusy_andOthersOfItsGroupAreServed() throws InterruptedException {
        hold("flood", "tenant-a");
        for (int i = 0; i < 3; i++) {
            ask("flood", "tenant-a");
        }
        assertBusy("flood", "tenant-a");
        ask("honest", "tenant-a");
        assertEquals(List.of("flood", "honest", "flood", "flood"), served());
    }

    @Test
    void tooManyOfAGroup_areBusy_andOtherGroupsAreServed() throws InterruptedException {
        hold("one", "tenant-a");
        for (String caller : List.of("one", "one", "two", "two", "three")) {
            ask(caller, "tenant-a");
        }
        assertBusy("four", "tenant-a");
        ask("honest", "tenant-b");
        assertEquals("honest", served().get(1));
    }

    @Test
    void turnsOfAllThatAreServed_areFreeAgain() {
        for (int i = 0; i < 10; i++) {
            assertThrows(IllegalStateException.class, () -> turns.take(principal("a", "tenant-a"), () -> {
                throw new IllegalStateException();
            }));
        }
    }

    private void assertBusy(String caller, String group) {
        VaultException busy = assertThrows(VaultException.class, () -> turns.take(principal(caller, group), () -> null));
        assertEquals(Reason.BUSY, busy.reason());
    }

    /** Has a verification run until the others are there. */
    private void hold(String caller, String group) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        start(() -> turns.take(principal(caller, group), () -> {
            running.countDown();
            await(held);
            return null;
        }));
        running.await();
    }

    /** Has a further one wait. */
    private void ask(String caller, String group) {
        Thread asking = start(() -> turns.take(principal(caller, group), () -> order.add(caller)));
        while (asking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private List<String> served() throws InterruptedException {
        end();
        return List.copyOf(order);
    }

    private Thread start(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        threads.add(thread);
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Principal principal(String name, String group) {
        return new Principal(name, Set.of(), "certificate", "-", new Group(group));
    }
}
