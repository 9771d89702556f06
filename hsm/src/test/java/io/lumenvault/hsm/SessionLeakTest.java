package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is opened is closed, also where things go wrong in between. */
@RequiresToken
@Timeout(60)
class SessionLeakTest {

    private static final int OPEN_SESSION = 12;
    private static final int CLOSE_SESSION = 13;
    private static final Duration DEADLINE = Duration.ofMillis(200);
    private static final long NO_SLOT = 0x7fff_ffffL;
    private static final int REFUSED = 8_000;
    /** A quarter of what the buffers of so many sessions take. */
    private static final long MOST_GROWTH = REFUSED * 4096L;

    private final AtomicInteger sessions = new AtomicInteger();

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    @Test
    void threadThatHungAtALoss_leavesNoSessionBehind() throws Exception {
        TestToken token = TestToken.create("leak");
        HsmConfig config = new HsmConfig(token.library(), token.label(), PinSource.file(token.pinFile()), 1, DEADLINE);
        CompletableFuture<String> late = new CompletableFuture<>();
        try (Interposition _ = new Interposition(OPEN_SESSION, (_, original) -> counted(original, 1),
                        JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
                Interposition _ = new Interposition(CLOSE_SESSION, (_, original) -> counted(original, -1), JAVA_LONG)) {
            try (Pkcs11RootOfTrust hsm = Pkcs11RootOfTrust.open(config)) {
                Epoch first = hsm.epoch();
                assertThrows(HsmUnavailableException.class, () -> first.workers().call(_ -> late.join(), DEADLINE));
                await(() -> hsm.health().epoch() == 2 && hsm.health().state() == HsmHealth.State.AVAILABLE);
                late.complete("late");
                await(() -> sessions.get() == 2);
            }
            assertEquals(0, sessions.get());
        }
    }

    private long counted(Interposition.Original original, int change) throws Throwable {
        long code = original.call();
        if (code == ReturnValue.OK) {
            sessions.addAndGet(change);
        }
        return code;
    }

    @Test
    void sessionsThatATokenRefuses_costNoMemory() throws Exception {
        Cryptoki cryptoki = Cryptoki.acquire(TestToken.LIBRARY);
        try {
            refused(cryptoki);
            long before = resident();
            refused(cryptoki);
            long grown = resident() - before;
            assertTrue(grown < MOST_GROWTH, grown + " bytes more");
        } finally {
            cryptoki.release();
        }
    }

    private static void refused(Cryptoki cryptoki) {
        for (int i = 0; i < REFUSED; i++) {
            assertThrows(CryptokiException.class, () -> new NativeSession(cryptoki, NO_SLOT));
        }
        System.gc();
    }

    /** proc(5), statm: the second number is of pages in memory. */
    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }
}
