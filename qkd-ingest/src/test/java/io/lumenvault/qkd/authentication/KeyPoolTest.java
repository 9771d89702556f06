package io.lumenvault.qkd.authentication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPoolTest {
    @TempDir
    Path folder;
    private Path secret;

    @BeforeEach
    void writeSecret() throws IOException {
        secret = folder.resolve("secret");
        newSecret(1, 1024);
    }

    private void newSecret(long seed, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(secret, bytes);
    }

    private KeyPool open(boolean alice) throws IOException {
        return KeyPool.open(folder.resolve(alice ? "alice" : "bob"), secret, alice);
    }

    private static void meet(KeyPool a, KeyPool b) {
        Set<Long> held = b.segments();
        b.propose(a.segments());
        a.propose(held);
        a.agreed();
        b.agreed();
    }

    @Test
    void pads_areTheSameAtBothEndsAndDifferByDirection() throws IOException {
        KeyPool alice = open(true);
        KeyPool bob = open(false);
        meet(alice, bob);
        Pad there = alice.takeForSending();
        assertArrayEquals(there.bytes(), bob.lookUp(there.segment(), there.offset()).bytes());
        Pad back = bob.takeForSending();
        assertArrayEquals(back.bytes(), alice.lookUp(back.segment(), back.offset()).bytes());
        assertFalse(java.util.Arrays.equals(there.bytes(), back.bytes()));
    }

    @Test
    void pad_afterRestart_isNeverLentAgain() throws IOException {
        KeyPool alice = open(true);
        alice.propose(Set.of(0L));
        Pad first = alice.takeForSending();
        KeyPool restarted = open(true);
        restarted.propose(Set.of(0L));
        assertEquals(first.offset() + 16, restarted.takeForSending().offset());
    }

    @Test
    void acceptedPad_isRefusedTheSecondTime() throws IOException {
        KeyPool alice = open(true);
        KeyPool bob = open(false);
        meet(alice, bob);
        Pad first = alice.takeForSending();
        Pad second = alice.takeForSending();
        bob.accept(bob.lookUp(second.segment(), second.offset()));
        assertThrows(IllegalArgumentException.class, () -> bob.lookUp(first.segment(), first.offset()));
        assertThrows(IllegalArgumentException.class, () -> bob.lookUp(second.segment(), second.offset()));
        KeyPool restarted = open(false);
        assertThrows(IllegalArgumentException.class, () -> restarted.lookUp(second.segment(), second.offset()));
    }

    @Test
    void pads_runOut_withTheirOwnException() throws IOException {
        KeyPool alice = open(true);
        alice.propose(Set.of(0L));
        int pads = (1024 - 32) / 32;
        for (int i = 0; i < pads; i++) {
            alice.takeForSending();
        }
        assertThrows(PoolExhaustedException.class, alice::takeForSending);
    }

    @Test
    void refill_isLentOnlyWhenBothEndsHoldIt() throws IOException {
        KeyPool alice = open(true);
        alice.propose(Set.of(0L));
        while (alice.remaining() > 0) {
            try {
                alice.takeForSending();
            } catch (PoolExhaustedException e) {
                break;
            }
        }
        alice.refill(1, new byte[64]);
        assertThrows(PoolExhaustedException.class, alice::takeForSending);
        alice.confirm(1);
        assertEquals(1, alice.takeForSending().segment());
    }

    @Test
    void segmentOfOneEndOnly_isBurnedWhenTheEndsMeet() throws IOException {
        KeyPool alice = open(true);
        KeyPool bob = open(false);
        bob.refill(7, new byte[64]);
        assertEquals(Set.of(0L, 7L), bob.segments());
        meet(alice, bob);
        assertEquals(Set.of(0L), bob.segments());
        assertEquals(Set.of(0L), open(false).segments());
    }

    @Test
    void newSecret_startsThePoolAfresh() throws IOException {
        KeyPool alice = open(true);
        alice.propose(Set.of(0L));
        Pad old = alice.takeForSending();
        newSecret(2, 2048);
        KeyPool fresh = open(true);
        fresh.propose(Set.of(0L));
        Pad pad = fresh.takeForSending();
        assertEquals(0, pad.offset());
        assertFalse(java.util.Arrays.equals(old.bytes(), pad.bytes()));
    }

    /** It would lend its pads for other messages. */
    @Test
    void secretThatWasUsedBefore_isRefusedAndThePoolStaysWithTheLastOne() throws IOException {
        open(true);
        newSecret(2, 2048);
        open(true);
        newSecret(3, 2048);
        KeyPool last = open(true);
        last.propose(Set.of(0L));
        last.takeForSending();
        for (long seed : new long[] {1, 2}) {
            newSecret(seed, seed == 1 ? 1024 : 2048);
            String refused = assertThrows(IOException.class, () -> open(true)).getMessage();
            assertTrue(refused.endsWith("was used before; make a new one, for both ends"), refused);
        }
        newSecret(3, 2048);
        KeyPool again = open(true);
        again.propose(Set.of(0L));
        assertEquals(16, again.takeForSending().offset());
    }

    @Test
    void poolOfAnEarlierRelease_refusesTheSecretThatItHad() throws IOException {
        open(true);
        assertFalse(Files.exists(folder.resolve("alice").resolve("secrets.used")), "as it was left");
        newSecret(2, 2048);
        open(true);
        newSecret(1, 1024);
        assertThrows(IOException.class, () -> open(true));
    }

    @Test
    void secretTakenInHalfWay_startsThePoolAfreshAtTheNextAttempt() throws IOException {
        KeyPool first = open(true);
        first.propose(Set.of(0L));
        first.takeForSending();
        newSecret(2, 2048);
        Path segment = folder.resolve("alice").resolve("0.segment.new");
        Files.createDirectories(segment.resolve("in the way"));
        assertThrows(IOException.class, () -> open(true));
        Files.delete(segment.resolve("in the way"));
        KeyPool fresh = open(true);
        fresh.propose(Set.of(0L));
        assertEquals(0, fresh.takeForSending().offset());
        newSecret(1, 1024);
        assertThrows(IOException.class, () -> open(true));
    }

    @Test
    void secretGone_poolThatTookItInStillOpens() throws IOException {
        open(true);
        Files.delete(secret);
        assertEquals(Set.of(0L), open(true).segments());
        assertThrows(IOException.class, () -> open(false));
    }

    @Test
    void secretTooShort_isRefusedWithItsLength() throws IOException {
        newSecret(3, 100);
        IOException e = assertThrows(IOException.class, () -> open(true));
        assertTrue(e.getMessage().contains("100"));
    }

    @Test
    void secretThatOthersMayRead_isRefused() throws IOException {
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        IOException e = assertThrows(IOException.class, () -> open(true));
        assertTrue(e.getMessage().contains("rw-r--r--"));
    }

    @Test
    void closedPool_holdsNothingInMemoryAndOpensAgain() throws IOException {
        KeyPool pool = open(true);
        pool.propose(Set.of(0L));
        byte[] before = open(true).outgoingHash().update(new byte[3]).finish();
        pool.close();
        assertTrue(pool.segments().isEmpty());
        assertThrows(PoolExhaustedException.class, pool::takeForSending);
        assertFalse(Arrays.equals(before, pool.outgoingHash().update(new byte[3]).finish()), "the hash keys are gone");
        KeyPool again = open(true);
        assertEquals(Set.of(0L), again.segments());
        assertArrayEquals(before, again.outgoingHash().update(new byte[3]).finish());
    }

    @Test
    void files_areForTheOwnerAlone() throws IOException {
        KeyPool pool = open(true);
        pool.refill(1, new byte[64]);
        try (var files = Files.list(folder.resolve("alice"))) {
            files.forEach(file -> assertEquals("rw-------", permissions(file), file.toString()));
        }
        assertEquals("rwx------", permissions(folder.resolve("alice")));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
