package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@RequiresToken
@Timeout(60)
class LossTest {

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private static boolean in(RootOfTrust hsm, HsmHealth.State state) {
        return hsm.health().state() == state;
    }

    @Test
    void sessionsLostUnderLoad_comeBackWithoutRestart() throws Exception {
        TestToken token = TestToken.create("loss-load");
        AtomicBoolean stop = new AtomicBoolean();
        try (RootOfTrust hsm = token.openFragile(); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            hsm.createMasterKey();
            byte[] sealed = hsm.seal(1, new byte[] {5});
            List<Future<?>> load = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                load.add(threads.submit(() -> openUntil(stop, hsm, sealed)));
            }
            for (int round = 1; round <= 5; round++) {
                long before = hsm.health().epoch();
                TestToken.closeAllSessions(hsm, token.slot());
                await(() -> hsm.health().epoch() > before && in(hsm, HsmHealth.State.AVAILABLE));
                assertArrayEquals(new byte[] {5}, hsm.open(1, hsm.seal(1, new byte[] {5})));
            }
            stop.set(true);
            for (Future<?> future : load) {
                future.get();
            }
        }
    }

    /** Only the retryable failure is allowed; above all no dead session may pass for a broken seal. */
    private static void openUntil(AtomicBoolean stop, RootOfTrust hsm, byte[] sealed) {
        while (!stop.get()) {
            try {
                assertArrayEquals(new byte[] {5}, hsm.open(1, sealed));
            } catch (HsmUnavailableException e) {
                Thread.yield();
            }
        }
    }

    @Test
    void sessionsLostWhileIdle_areNoticedByTheProbe() throws Exception {
        TestToken token = TestToken.create("loss-idle");
        try (RootOfTrust hsm = token.openFragile()) {
            hsm.createMasterKey();
            TestToken.closeAllSessions(hsm, token.slot());
            await(() -> hsm.health().epoch() == 2);
            assertEquals(1, hsm.open(1, hsm.seal(1, new byte[1])).length);
        }
    }

    @Test
    void tokenVanishedAndReturned_failsFastMeanwhileAndComesBack() throws Exception {
        TestToken token = TestToken.create("loss-token");
        Path away = token.objects().resolveSibling("tokens-away");
        try (RootOfTrust hsm = token.openFragile()) {
            hsm.createMasterKey();
            byte[] sealed = hsm.seal(1, new byte[] {6});
            long slot = token.slot();
            Files.move(token.objects(), away);
            Files.createDirectory(token.objects());
            TestToken.closeAllSessions(hsm, slot);
            await(() -> in(hsm, HsmHealth.State.UNAVAILABLE) && hsm.health().reason().contains("no token \"loss-token\""));
            HsmUnavailableException e = assertThrows(HsmUnavailableException.class, () -> hsm.open(1, sealed));
            assertTrue(e.getMessage().startsWith("the HSM is unavailable: no token"), e.getMessage());
            Files.delete(token.objects());
            Files.move(away, token.objects());
            await(() -> in(hsm, HsmHealth.State.AVAILABLE));
            assertArrayEquals(new byte[] {6}, hsm.open(1, sealed));
            assertEquals(2, hsm.createMasterKey().generation());
        }
    }

    @Test
    void wrongPinAfterALoss_endsTheAttempts() throws Exception {
        TestToken token = TestToken.create("loss-pin");
        AtomicInteger reads = new AtomicInteger();
        PinSource right = PinSource.file(token.setup().pinFile());
        PinSource changing = () -> reads.getAndIncrement() == 0 ? right.read() : "wrong".toCharArray();
        try (RootOfTrust hsm = Pkcs11RootOfTrust.open(token.config(changing, 1))) {
            TestToken.closeAllSessions(hsm, token.slot());
            await(() -> hsm.health().reason().startsWith("wrong PIN"));
            Thread.sleep(500);
            assertEquals(2, reads.get());
        }
    }
}
