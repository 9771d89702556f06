package io.lumenvault.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinSourceTest {

    @TempDir
    private Path folder;

    private Path write(String content, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("pin"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void read_ownerFile_yieldsFirstLine() throws IOException {
        assertArrayEquals("1234".toCharArray(), PinSource.file(write("1234\nsecond\n", "rw-------")).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void read_fileOpenToOthers_isRefusedWithoutThePin(String mode) throws IOException {
        PinSource source = PinSource.file(write("1234", mode));
        HsmException e = assertThrows(HsmException.class, source::read);
        assertTrue(e.getMessage().contains(mode) && e.getMessage().contains("chmod 600"), e.getMessage());
        assertFalse(e.getMessage().contains("1234"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n1234"})
    void read_emptyFirstLine_isRefused(String content) throws IOException {
        PinSource source = PinSource.file(write(content, "rw-------"));
        assertThrows(HsmException.class, source::read);
    }

    @Test
    void read_absentFile_namesIt() {
        Path file = folder.resolve("absent");
        HsmException e = assertThrows(HsmException.class, PinSource.file(file)::read);
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }

    @Test
    void read_variable_yieldsValue() {
        assertArrayEquals("42".toCharArray(), new PinVariable("HSM_PIN", Map.of("HSM_PIN", "42")).read());
        assertThrows(HsmException.class, new PinVariable("HSM_PIN", Map.of())::read);
    }

    @Test
    void read_credential_comesFromTheCredentialFolder() throws IOException {
        write("99", "r--------");
        Map<String, String> environment = Map.of("CREDENTIALS_DIRECTORY", folder.toString());
        assertArrayEquals("99".toCharArray(), new PinCredential("pin", environment).read());
        assertThrows(HsmException.class, new PinCredential("pin", Map.of())::read);
    }

    @Test
    void credential_withPath_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> PinSource.credential("../pin"));
    }
}
