package io.lumenvault.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {

    private static final long SECONDS = 30;

    @Test
    void stepThatFails_isTakenAgain() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        try (BackgroundLoop loop = new BackgroundLoop("failing", () -> {
            thrice.countDown();
            throw new IllegalStateException("no database");
        })) {
            loop.start(1);
            assertTrue(thrice.await(SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void pacedStep_saysItsPause() throws Exception {
        CountDownLatch taken = new CountDownLatch(2);
        try (BackgroundLoop loop = BackgroundLoop.paced("paced", () -> {
            taken.countDown();
            return taken.getCount() == 1 ? Duration.ZERO : Duration.ofDays(1);
        })) {
            loop.start(1);
            assertTrue(taken.await(SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void close_endsTheLoop_alsoWhereTheStepSwallowsTheInterruption() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        AtomicReference<Thread> thread = new AtomicReference<>();
        BackgroundLoop loop = new BackgroundLoop("deaf", () -> {
            steps.incrementAndGet();
            thread.set(Thread.currentThread());
            begun.countDown();
            try {
                Thread.sleep(Duration.ofDays(1));
            } catch (InterruptedException swallowed) {
                Thread.interrupted();
            }
        });
        loop.start(1);
        assertTrue(begun.await(SECONDS, TimeUnit.SECONDS));
        loop.close();
        assertFalse(thread.get().isAlive());
        assertEquals(1, steps.get());
    }

    @Test
    void close_ofALoopThatWasNotStarted_doesNothing() {
        new BackgroundLoop("idle", () -> { }).close();
    }
}
