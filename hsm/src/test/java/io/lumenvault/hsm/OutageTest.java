package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The process of the token is killed, or stops, under load; it comes back, and so does the root of trust in this same JVM. */
@RequiresToken
@Timeout(120)
class OutageTest {

    private static final int ROUNDS = 20;
    private static final int CALLERS = 8;
    private static final int OPERATIONS_AFTER = 10_000;
    private static final byte[] SECRET = {7, 7, 7};

    private final P11KitServer server = P11KitServer.shared();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @AfterEach
    void leaveItRunning() {
        server.ensureRunning();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    private static boolean in(RootOfTrust hsm, HsmHealth.State state) {
        return hsm.health().state() == state;
    }

    private void load(RootOfTrust hsm, byte[] sealed) {
        while (!stop.get()) {
            try {
                assertArrayEquals(SECRET, hsm.open(1, sealed));
                opened.incrementAndGet();
            } catch (HsmUnavailableException e) {
                refused.incrementAndGet();
                Thread.yield();
            }
        }
    }

    @Test
    void serverKilledUnderLoadTwentyTimes_comesBackEachTimeInTheSameProcess() throws Exception {
        try (RootOfTrust hsm = server.token().open(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            hsm.createMasterKey();
            byte[] sealed = hsm.seal(1, SECRET);
            List<Future<?>> load = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                load.add(threads.submit(() -> load(hsm, sealed)));
            }
            for (int round = 1; round <= ROUNDS; round++) {
                server.kill();
                await(() -> in(hsm, HsmHealth.State.UNAVAILABLE));
                HsmUnavailableException e = assertThrows(HsmUnavailableException.class, () -> hsm.open(1, sealed));
                assertTrue(e.getMessage().startsWith("the HSM is unavailable: "), e.getMessage());
                server.start();
                long before = opened.get();
                await(() -> opened.get() > before);
            }
            stop.set(true);
            for (Future<?> future : load) {
                future.get();
            }
            assertEquals(1 + ROUNDS, hsm.health().epoch());
            assertTrue(refused.get() > 0);
            for (int i = 0; i < OPERATIONS_AFTER; i++) {
                assertArrayEquals(SECRET, hsm.open(1, sealed));
            }
            assertEquals(1 + ROUNDS, hsm.health().epoch());
        }
    }

    @Test
    void serverThatStops_holdsNobodyBeyondTheDeadline_andIsUsedAgainWhenItGoesOn() throws Exception {
        TestToken token = server.token();
        HsmConfig impatient = new HsmConfig(token.library(), token.label(), PinSource.file(token.pinFile()), 2, Duration.ofMillis(500));
        try (RootOfTrust hsm = Pkcs11RootOfTrust.open(impatient)) {
            hsm.createMasterKey();
            byte[] sealed = hsm.seal(1, SECRET);
            server.signal("STOP");
            assertThrows(HsmUnavailableException.class, () -> hsm.open(1, sealed));
            await(() -> in(hsm, HsmHealth.State.UNAVAILABLE));
            server.signal("CONT");
            await(() -> in(hsm, HsmHealth.State.AVAILABLE));
            assertArrayEquals(SECRET, hsm.open(1, sealed));
            server.signal("STOP");
            await(() -> in(hsm, HsmHealth.State.UNAVAILABLE));
            server.kill();
            server.start();
            await(() -> in(hsm, HsmHealth.State.AVAILABLE));
            assertArrayEquals(SECRET, hsm.open(1, sealed));
        }
    }
}
