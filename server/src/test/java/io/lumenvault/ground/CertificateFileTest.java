package io.lumenvault.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void fileWithoutCertificate_isNamed(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("authority.pem"), content);
        assertTrue(assertThrows(CertificateException.class, () -> CertificateFile.first(file)).getMessage().contains("authority.pem"));
    }

    @Test
    void fileThatIsNotThere_isNamed() {
        IOException missing = assertThrows(IOException.class, () -> CertificateFile.all(folder.resolve("missing.pem")));
        assertEquals(folder.resolve("missing.pem").toString(), missing.getMessage());
    }
}
