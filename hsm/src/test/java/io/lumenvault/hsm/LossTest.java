package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@RequiresToken
@ParameterizedClass
@EnumSource(TokenLibrary.class)
@Timeout(60)
class LossTest {

    private final TokenLibrary library;

    LossTest(TokenLibrary library) {
        this.library = library;
    }

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
        TestToken token = library.token("loss-load");
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
                TestToken.closeAllSessions(hsm);
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
        TestToken token = library.token("loss-idle");
        try (RootOfTrust hsm = token.openFragile()) {
            hsm.createMasterKey();
            TestToken.closeAllSessions(hsm);
            await(() -> hsm.health().epoch() == 2);
            assertEquals(1, hsm.open(1, hsm.seal(1, new byte[1])).length);
        }
    }

    /** That it is not tried twice: {@link PinLossTest}. */
    @Test
    void wrongPinAfterALoss_isWaitedOut() throws Exception {
        TestToken token = library.token("loss-pin");
        AtomicBoolean wrong = new AtomicBoolean();
        PinSource right = PinSource.file(token.pinFile());
        PinSource changing = () -> wrong.get() ? "wrong".toCharArray() : right.read();
        try (RootOfTrust hsm = Pkcs11RootOfTrust.open(token.config(changing, 1))) {
            wrong.set(true);
            TestToken.closeAllSessions(hsm);
            await(() -> hsm.health().reason().startsWith("wrong PIN"));
            wrong.set(false);
            await(() -> in(hsm, HsmHealth.State.AVAILABLE));
        }
    }

    @Test
    void generationDestroyedByAnotherNode_isNoLoss() throws Exception {
        TestToken token = library.token("loss-shared");
        try (RootOfTrust hsm = token.openFragile()) {
            hsm.createMasterKey();
            hsm.createMasterKey();
            Epoch epoch = ((Pkcs11RootOfTrust) hsm).epoch();
            try (TokenObjects anotherNode = epoch.objects()) {
                anotherNode.destroy(epoch.masterKeys().stored(1));
            }
            await(() -> in(hsm, HsmHealth.State.AVAILABLE) && hsm.masterKeys().size() == 1);
            assertEquals(2, hsm.masterKeys().getFirst().generation());
            assertArrayEquals(new byte[] {5}, hsm.open(2, hsm.seal(2, new byte[] {5})));
            assertEquals(1, hsm.health().epoch());
        }
    }
}
