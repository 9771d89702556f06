package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A library that hangs as it is initialised: SoftHSM2 under another name. Others are used meanwhile. */
@RequiresToken
@Timeout(60)
class HungTokenTest {

    private static final int INITIALIZE = 0;
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final TestToken token = TestToken.create("hung");
    private HsmConfig hung;
    private Interposition interposition;

    @BeforeEach
    void hang(@TempDir Path folder) throws Exception {
        Path library = Files.createSymbolicLink(folder.resolve("hung.so"), TestToken.LIBRARY);
        hung = new HsmConfig(library, token.label(), PinSource.file(token.pinFile()), 1, Duration.ofSeconds(1));
        interposition = new Interposition(INITIALIZE, (_, _) -> {
            hanging.countDown();
            letGo.await();
            return ReturnValue.CRYPTOKI_ALREADY_INITIALIZED;
        }, ADDRESS);
    }

    @AfterEach
    void goOn() {
        letGo.countDown();
        interposition.close();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void libraryThatHangs_keepsNoOtherFromBeingUsed() throws Exception {
        Thread waiting = Thread.ofPlatform().daemon().start(() -> Cryptoki.acquire(hung.library()).release());
        hanging.await();
        AtomicBoolean used = new AtomicBoolean();
        Thread.ofPlatform().daemon().start(() -> {
            Cryptoki other = Cryptoki.acquire(TestToken.LIBRARY);
            other.release();
            other.life().use();
            other.release();
            used.set(true);
        });
        await(used::get);
        assertTrue(waiting.isAlive());
    }

    @Test
    void oneOfSeveralThatHangsAtTheStart_isDoneWithout_andUsedWhenItGoesOn() throws Exception {
        try (Connection connection = Connection.open(hung, Clock.systemUTC(), true, SHORT)) {
            assertEquals("connecting", connection.health().reason());
            assertThrows(HsmUnavailableException.class, connection::epoch);
            letGo.countDown();
            await(() -> connection.health().state() == HsmHealth.State.AVAILABLE);
            assertEquals(1, connection.epoch().number());
        }
    }

    @Test
    void tokenThatStandsAlone_andHangsAtTheStart_failsIt() {
        HsmUnavailableException e = assertThrows(HsmUnavailableException.class,
                () -> Connection.open(hung, Clock.systemUTC(), false, SHORT));
        assertTrue(e.getMessage().startsWith("the HSM did not connect within"), e.getMessage());
    }
}
