package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hand-over, with work that hangs until it is let go: what a hung native call does. */
@RequiresToken
@Timeout(30)
class WorkerPoolTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Cryptoki cryptoki = Cryptoki.acquire(TestToken.LIBRARY);
    private WorkerPool pool;

    @BeforeEach
    void start() {
        TokenInfo token = new TokenLogin(TestToken.create("worker-pool").config()).find(cryptoki);
        Capabilities capabilities = Capabilities.probe(cryptoki, token);
        pool = new WorkerPool(() -> new SessionCiphers(cryptoki, token.slot(), capabilities), 1, 1);
    }

    @AfterEach
    void stop() throws Exception {
        letGo.countDown();
        pool.lose(new HsmUnavailableException("test ends"));
        assertTrue(pool.awaitEnd(LONG));
        cryptoki.release();
    }

    private byte[] hang(byte[] result) {
        hanging.countDown();
        boolean interrupted = false;
        while (letGo.getCount() > 0) {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        assertFalse(interrupted, "a native call must not be interrupted");
        return result;
    }

    @Test
    void call_thatHangs_endsAtTheDeadlineAndItsLateAnswerIsWiped() throws Exception {
        byte[] late = {1, 2, 3};
        HsmUnavailableException e = assertThrows(HsmUnavailableException.class, () -> pool.call(_ -> hang(late), SHORT));
        assertEquals("the HSM did not answer within 50 ms", e.getMessage());
        assertTrue(pool.hangsLongerThan(Duration.ofMillis(1)));
        letGo.countDown();
        assertEquals("next", pool.call(_ -> "next", LONG));
        assertArrayEquals(new byte[3], late);
        assertFalse(pool.hangsLongerThan(LONG));
    }

    @Test
    void callAll_ofWhichOneFails_wipesWhatTheOthersMade_beforeAndAfter() throws Exception {
        byte[] before = {1, 2, 3};
        byte[] after = {4, 5, 6};
        AtomicBoolean made = new AtomicBoolean();
        List<Work<byte[]>> all = List.of(_ -> before, _ -> {
            throw new SealBrokenException("broken");
        }, _ -> {
            made.set(true);
            return after;
        });
        assertThrows(SealBrokenException.class, () -> pool.callAll(all, LONG));
        // One worker: what it was given before is done.
        assertEquals("next", pool.call(_ -> "next", LONG));
        assertArrayEquals(new byte[3], before);
        assertArrayEquals(made.get() ? new byte[3] : new byte[] {4, 5, 6}, after);
    }

    @Test
    void lose_whileACallHangs_failsItAndTheQueueAtOnce() throws Exception {
        AtomicReference<Exception> first = new AtomicReference<>();
        AtomicReference<Exception> second = new AtomicReference<>();
        Thread hung = Thread.ofVirtual().start(() -> catching(first, () -> pool.call(_ -> hang(new byte[1]), LONG)));
        hanging.await();
        Thread queued = Thread.ofVirtual().start(() -> catching(second, () -> pool.call(_ -> "never", LONG)));
        pool.lose(new HsmUnavailableException("gone"));
        hung.join();
        queued.join();
        assertEquals("the HSM is unavailable: gone", first.get().getMessage());
        assertEquals("the HSM is unavailable: gone", second.get().getMessage());
        assertThrows(HsmUnavailableException.class, () -> pool.call(_ -> "never", LONG));
    }

    @Test
    void call_overTheBoundOfTheQueue_isRefusedAtOnce() throws Exception {
        List<Thread> callers = new ArrayList<>();
        callers.add(Thread.ofVirtual().start(() -> assertThrows(HsmException.class, () -> pool.call(_ -> hang(new byte[1]), LONG))));
        hanging.await();
        AtomicReference<Exception> refused = new AtomicReference<>();
        for (int i = 0; i <= WorkerPool.QUEUE_CAPACITY; i++) {
            callers.add(Thread.ofVirtual().start(() -> catching(refused, () -> pool.call(_ -> "", LONG))));
        }
        while (refused.get() == null) {
            Thread.onSpinWait();
        }
        assertTrue(refused.get().getMessage().startsWith("the HSM is overloaded"), refused.get().getMessage());
        pool.lose(new HsmUnavailableException("test ends"));
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void catching(AtomicReference<Exception> failure, Runnable call) {
        try {
            call.run();
        } catch (HsmException e) {
            failure.compareAndSet(null, e);
        }
    }
}
