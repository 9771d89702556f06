package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresToken
class OpenFailuresTest {

    private static HsmConfig config(Path library, String label) {
        return new HsmConfig(library, label, () -> "1234".toCharArray(), 1, Duration.ofSeconds(10));
    }

    @Test
    void open_absentLibrary_namesThePath() {
        HsmException e = assertThrows(HsmException.class, () -> Pkcs11RootOfTrust.open(config(Path.of("/no/such.so"), "t")));
        assertEquals("PKCS#11 library /no/such.so does not exist", e.getMessage());
    }

    @Test
    void open_fileThatIsNoLibrary_saysSo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lib.so"), "text");
        HsmException e = assertThrows(HsmException.class, () -> Pkcs11RootOfTrust.open(config(file, "t")));
        assertTrue(e.getMessage().contains(file + " cannot be loaded"), e.getMessage());
    }

    @Test
    void open_absentToken_namesThoseThatArePresent() {
        TestToken.create("present-one");
        HsmConfig config = config(TestToken.LIBRARY, "absent");
        TokenAbsentException e = assertThrows(TokenAbsentException.class, () -> Pkcs11RootOfTrust.open(config));
        assertTrue(e.getMessage().contains("\"absent\"") && e.getMessage().contains("\"present-one\""), e.getMessage());
    }

    @Test
    void open_wrongPin_triesOnceAndSaysSo() {
        TestToken token = TestToken.create("wrong-pin");
        CountingPin pin = new CountingPin("not the PIN");
        WrongPinException e = assertThrows(WrongPinException.class, () -> Pkcs11RootOfTrust.open(token.config(pin, 1)));
        assertTrue(e.getMessage().startsWith("wrong PIN for token \"wrong-pin\""), e.getMessage());
        assertEquals(1, pin.reads);
        try (RootOfTrust hsm = token.open()) {
            assertEquals(HsmHealth.State.AVAILABLE, hsm.health().state());
        }
    }

    @Test
    void open_tokenWithoutUserPin_saysThatItIsNotInitialised() {
        TestToken.create("complete");
        Cryptoki cryptoki = Cryptoki.acquire(TestToken.LIBRARY);
        try {
            long free = cryptoki.tokens().stream().filter(t -> !t.initialised()).findFirst().orElseThrow().slot();
            cryptoki.initToken(free, "12345678".getBytes(), "half-made");
        } finally {
            cryptoki.release();
        }
        HsmConfig config = config(TestToken.LIBRARY, "half-made");
        HsmException e = assertThrows(HsmException.class, () -> Pkcs11RootOfTrust.open(config));
        assertTrue(e.getMessage().contains("not fully initialised"), e.getMessage());
    }

    private static final class CountingPin implements PinSource {
        private final String pin;
        private int reads;

        CountingPin(String pin) {
            this.pin = pin;
        }

        @Override
        public char[] read() {
            reads++;
            return pin.toCharArray();
        }
    }
}
