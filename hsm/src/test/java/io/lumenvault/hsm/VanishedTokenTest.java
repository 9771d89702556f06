package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A token that is taken away and put back: the folder of SoftHSM2's objects. */
@RequiresToken
@Timeout(60)
class VanishedTokenTest {

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private static boolean in(RootOfTrust hsm, HsmHealth.State state) {
        return hsm.health().state() == state;
    }

    @Test
    void tokenVanishedAndReturned_failsFastMeanwhileAndComesBack() throws Exception {
        TestToken token = TestToken.create("loss-token");
        Path away = TestToken.objects().resolveSibling("tokens-away");
        try (RootOfTrust hsm = token.openFragile()) {
            hsm.createMasterKey();
            byte[] sealed = hsm.seal(1, new byte[] {6});
            Files.move(TestToken.objects(), away);
            Files.createDirectory(TestToken.objects());
            TestToken.closeAllSessions(hsm);
            await(() -> in(hsm, HsmHealth.State.UNAVAILABLE) && hsm.health().reason().contains("no token \"loss-token\""));
            HsmUnavailableException e = assertThrows(HsmUnavailableException.class, () -> hsm.open(1, sealed));
            assertTrue(e.getMessage().startsWith("the HSM is unavailable: no token"), e.getMessage());
            Files.delete(TestToken.objects());
            Files.move(away, TestToken.objects());
            await(() -> in(hsm, HsmHealth.State.AVAILABLE));
            assertArrayEquals(new byte[] {6}, hsm.open(1, sealed));
            assertEquals(2, hsm.createMasterKey().generation());
        }
    }

    @Test
    void tokenVanishedWhileKeysOfItAreInUse_isNoticedByTheProbe() throws Exception {
        TestToken token = TestToken.create("loss-stored");
        Path away = TestToken.objects().resolveSibling("tokens-away");
        try (RootOfTrust hsm = token.openFragile()) {
            hsm.createMasterKey();
            byte[] sealed = hsm.seal(1, new byte[] {7});
            Files.move(TestToken.objects(), away);
            Files.createDirectory(TestToken.objects());
            await(() -> in(hsm, HsmHealth.State.UNAVAILABLE) && hsm.health().reason().contains("no token \"loss-stored\""));
            Files.delete(TestToken.objects());
            Files.move(away, TestToken.objects());
            await(() -> in(hsm, HsmHealth.State.AVAILABLE));
            assertArrayEquals(new byte[] {7}, hsm.open(1, sealed));
        }
    }

    /** SoftHSM2 looks for its tokens when it is initialised, and the other token keeps it in use. */
    @Test
    void oneOfTwoTokensVanishedAndReturned_isUsedAgain_andTheOtherGoesOn() throws Exception {
        TestToken staying = TestToken.create("loss-staying");
        Set<Path> before = folders();
        TestToken token = TestToken.create("loss-one");
        Path folder = folders().stream().filter(one -> !before.contains(one)).findFirst().orElseThrow();
        Path away = TestToken.objects().resolveSibling("token-away");
        try (RootOfTrust both = RootOfTrust.open(List.of(staying.config(), token.config()), Clock.systemUTC())) {
            both.createMasterKey();
            byte[] sealed = both.seal(1, new byte[] {8});
            Files.move(folder, away);
            await(() -> both.tokens().get(1).health().state() == HsmHealth.State.UNAVAILABLE);
            assertArrayEquals(new byte[] {8}, both.open(1, sealed));
            // Until after the library has been begun anew without it, too.
            await(() -> both.tokens().getFirst().health().epoch() > 1);
            Files.move(away, folder);
            await(() -> both.tokens().get(1).health().state() == HsmHealth.State.AVAILABLE);
            await(() -> in(both, HsmHealth.State.AVAILABLE) && both.tokens().getFirst().health().state() == HsmHealth.State.AVAILABLE);
            for (int i = 0; i < 4; i++) {
                assertArrayEquals(new byte[] {8}, both.open(1, sealed));
            }
        }
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(TestToken.objects())) {
            return folders.collect(Collectors.toSet());
        }
    }
}
