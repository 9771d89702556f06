package io.lumenvault.cli.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.ground.CertificateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    @TempDir
    private Path folder;

    @Test
    void credential_client_isSignedAndNamedAndPrivate() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "Test CA", CLOCK);
        Credential credential = authority.credential("sae-a", Purpose.CLIENT);
        X509Certificate certificate = CertificateFile.first(credential.certificate());
        certificate.verify(CertificateFile.first(authority.certificate()).getPublicKey());
        assertEquals("CN=sae-a, O=Lumenvault", certificate.getSubjectX500Principal().toString());
        assertEquals(List.of(CLIENT_AUTH), certificate.getExtendedKeyUsage());
        assertEquals(List.of(List.of(6, "urn:lumenvault:principal:sae-a")), List.copyOf(certificate.getSubjectAlternativeNames()));
        assertEquals(-1, certificate.getBasicConstraints());
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(credential.key()));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(folder.resolve("ca.key")));
    }

    @Test
    void credential_server_namesLoopbackAndServesBothPurposes() throws Exception {
        Credential credential = CertificateAuthority.open(folder, "Test CA", CLOCK).credential("site-a", Purpose.SERVER_AND_CLIENT);
        X509Certificate certificate = CertificateFile.first(credential.certificate());
        assertEquals(List.of(SERVER_AUTH, CLIENT_AUTH), certificate.getExtendedKeyUsage());
        assertTrue(certificate.getSubjectAlternativeNames().contains(List.of(2, "localhost")));
        assertTrue(certificate.getSubjectAlternativeNames().contains(List.of(7, "127.0.0.1")));
    }

    @Test
    void credential_again_isKept() throws Exception {
        Credential first = CertificateAuthority.open(folder, "Test CA", CLOCK).credential("sae-a", Purpose.CLIENT);
        byte[] before = Files.readAllBytes(first.certificate());
        Credential second = CertificateAuthority.open(folder, "Test CA", CLOCK).credential("sae-a", Purpose.CLIENT);
        assertArrayEquals(before, Files.readAllBytes(second.certificate()));
    }

    @Test
    void credential_aboutToExpire_isReplaced() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "Test CA", CLOCK);
        Instant now = Instant.now();
        Credential expired = authority.issue("sae-a", Purpose.CLIENT, now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)));
        assertThrows(CertificateExpiredException.class, () -> CertificateFile.first(expired.certificate()).checkValidity());
        CertificateFile.first(authority.credential("sae-a", Purpose.CLIENT).certificate()).checkValidity();
    }

    @Test
    void credential_ofOtherAuthority_doesNotVerify() throws Exception {
        CertificateAuthority one = CertificateAuthority.open(folder.resolve("one"), "Test CA", CLOCK);
        CertificateAuthority other = CertificateAuthority.open(folder.resolve("other"), "Test CA", CLOCK);
        X509Certificate foreign = CertificateFile.first(other.credential("sae-a", Purpose.CLIENT).certificate());
        assertThrows(SignatureException.class, () -> foreign.verify(CertificateFile.first(one.certificate()).getPublicKey()));
    }

    @Test
    void credential_nameWithSlash_isRefused() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "Test CA", CLOCK);
        assertThrows(IllegalArgumentException.class, () -> authority.credential("../sae-a", Purpose.CLIENT));
        assertFalse(Files.exists(folder.resolveSibling("sae-a.pem")));
    }
}
