package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Purpose;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrincipalDirectoryTest {

    private static X509Certificate certificate;

    @BeforeAll
    static void issue(@TempDir Path folder) throws Exception {
        Path file = CertificateAuthority.open(folder, "Test CA", InstantSource.system()).credential("sae-a", Purpose.CLIENT).certificate();
        try (InputStream in = Files.newInputStream(file)) {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void name_isTakenFromTheFirstFieldThatTheCertificateHas() {
        assertEquals("sae-a", principal(List.of(CertificateName.URI, CertificateName.CN)).name());
        assertEquals("sae-a", principal(List.of(CertificateName.CN)).name());
        assertEquals(certificate.getSerialNumber().toString(16), principal(List.of(CertificateName.SERIAL, CertificateName.CN)).name());
    }

    @Test
    void roles_areThoseOfTheName() {
        assertTrue(principal(List.of(CertificateName.CN)).may(Permission.QKD_SUPPLY));
        assertFalse(principal(List.of(CertificateName.SERIAL)).may(Permission.QKD_SUPPLY));
    }

    @Test
    void configuredField_isFoundByItsName_orRefusedNamingThoseThereAre() {
        assertEquals(CertificateName.SERIAL, CertificateName.named("serial"));
        String message = assertThrows(IllegalArgumentException.class, () -> CertificateName.named("email")).getMessage();
        assertTrue(message.contains("email") && message.contains("uri, cn, serial"), message);
    }

    private static Principal principal(List<CertificateName> names) {
        return new PrincipalDirectory(Map.of("sae-a", Set.of(Role.APPLICATION)), names).byCertificate(certificate);
    }
}
