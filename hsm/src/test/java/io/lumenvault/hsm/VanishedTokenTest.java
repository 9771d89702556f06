package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
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
}
