package io.lumenvault.hsm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PIN that is wrong or locked when a connection is made anew: what is tried, and that the token is used again when it may be. */
@RequiresToken
@Timeout(60)
class PinLossTest {

    private static final int GET_TOKEN_INFO = 6;
    private static final int LOGIN = 18;
    private static final long FLAGS_OFFSET = 96;
    private static final long TOKEN_INFO_BYTES = 208;
    private static final long CKF_USER_PIN_LOCKED = 0x40000;

    /** Longer than a look at the token takes, several times. */
    private static final long A_WHILE = 2500;

    private final AtomicInteger logins = new AtomicInteger();
    private volatile boolean locked;
    private volatile boolean wrong;

    private final Interposition counting = new Interposition(LOGIN, (_, original) -> {
        logins.incrementAndGet();
        return original.call();
    }, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);

    private final Interposition locking = new Interposition(GET_TOKEN_INFO, (arguments, original) -> {
        long code = original.call();
        if (locked) {
            MemorySegment info = ((MemorySegment) arguments[1]).reinterpret(TOKEN_INFO_BYTES);
            info.set(JAVA_LONG, FLAGS_OFFSET, info.get(JAVA_LONG, FLAGS_OFFSET) | CKF_USER_PIN_LOCKED);
        }
        return code;
    }, JAVA_LONG, ADDRESS);

    @AfterEach
    void stepAside() {
        counting.close();
        locking.close();
    }

    private RootOfTrust open(String label) {
        TestToken token = TestToken.create(label);
        PinSource right = PinSource.file(token.pinFile());
        // The token's making was a login too.
        logins.set(0);
        return Pkcs11RootOfTrust.open(token.config(() -> wrong ? "wrong".toCharArray() : right.read(), 1));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private static boolean available(RootOfTrust hsm) {
        return hsm.health().state() == HsmHealth.State.AVAILABLE;
    }

    /** Loses the connection and waits until it is known why it does not come back; then makes sure that nothing is tried. */
    private void lose(RootOfTrust hsm, String reason, int attempts) throws InterruptedException {
        TestToken.closeAllSessions(hsm);
        await(() -> hsm.health().reason().contains(reason));
        Thread.sleep(A_WHILE);
        assertEquals(attempts, logins.get());
        assertTrue(hsm.health().reason().contains(reason), hsm.health().reason());
    }

    @Test
    void wrongPin_isTriedOnce_andAnotherOneAtOnce() throws Exception {
        try (RootOfTrust hsm = open("pin-wrong")) {
            wrong = true;
            lose(hsm, "wrong PIN", 2);
            wrong = false;
            await(() -> available(hsm));
            assertEquals(3, logins.get());
            assertEquals(2, hsm.health().epoch());
        }
    }

    @Test
    void lockedPin_isWaitedFor_withoutAnAttempt() throws Exception {
        try (RootOfTrust hsm = open("pin-locked")) {
            locked = true;
            lose(hsm, "is locked", 1);
            locked = false;
            long since = System.nanoTime();
            await(() -> available(hsm));
            assertTrue(System.nanoTime() - since < 5_000_000_000L);
            assertEquals(2, logins.get());
        }
    }

    /** The security officer has set the token's PIN anew, perhaps to what the source says. */
    @Test
    void refusedPin_isTriedAgainWhenALockHasComeAndGone() throws Exception {
        try (RootOfTrust hsm = open("pin-unlocked")) {
            wrong = true;
            lose(hsm, "wrong PIN", 2);
            locked = true;
            await(() -> hsm.health().reason().contains("is locked"));
            locked = false;
            await(() -> logins.get() == 3);
            await(() -> hsm.health().reason().contains("wrong PIN"));
            wrong = false;
            await(() -> available(hsm));
        }
    }

    @Test
    void lockedPin_atTheFirstStart_failsIt() {
        locked = true;
        WrongPinException e = assertThrows(WrongPinException.class, () -> open("pin-locked-first"));
        assertTrue(e.getMessage().contains("is locked"), e.getMessage());
        assertEquals(0, logins.get());
    }
}
