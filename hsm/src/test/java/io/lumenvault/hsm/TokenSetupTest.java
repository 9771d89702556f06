package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresToken
class TokenSetupTest {

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void create_leavesFilesToTheOwnerAlone() throws IOException {
        TokenSetup setup = TokenSetup.create(TestToken.LIBRARY, TestToken.objects().getParent(), "setup-modes");
        assertEquals("rw-------", mode(setup.configuration()));
        assertEquals("rw-------", mode(setup.pinFile()));
        assertEquals("rw-------", mode(setup.soPinFile()));
        assertEquals("rwx------", mode(setup.configuration().getParent()));
        assertEquals("rwx------", mode(setup.configuration().resolveSibling("tokens")));
    }

    @Test
    void create_twice_keepsTheToken() throws IOException {
        TestToken token = TestToken.create("setup-twice");
        byte[] pin = Files.readAllBytes(token.pinFile());
        byte[] sealed;
        try (RootOfTrust hsm = token.open()) {
            hsm.createMasterKey();
            sealed = hsm.seal(1, new byte[] {7});
        }
        assertEquals(token, TestToken.create("setup-twice"));
        assertArrayEquals(pin, Files.readAllBytes(token.pinFile()));
        try (RootOfTrust hsm = token.open()) {
            assertArrayEquals(new byte[] {7}, hsm.open(1, sealed));
        }
    }

    @Test
    void create_underAnotherConfiguration_isRefused(@TempDir Path other) {
        HsmException e = assertThrows(HsmException.class, () -> TokenSetup.create(TestToken.LIBRARY, other, "t"));
        assertTrue(e.getMessage().contains("SOFTHSM2_CONF"), e.getMessage());
    }
}
