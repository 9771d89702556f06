package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.db.access.PrincipalRow;
import io.lumenvault.db.access.RevokedCertificate;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
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
        assertEquals(Optional.of("sae-a"), named(CertificateName.URI, CertificateName.CN));
        assertEquals(Optional.of("sae-a"), named(CertificateName.CN));
        assertEquals(Optional.of(certificate.getSerialNumber().toString(16)), named(CertificateName.SERIAL, CertificateName.CN));
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

    @Test
    void rules_makeTheNameFromAnyPartOfAField_andTheFirstThatAppliesCounts() {
        CertificateRule otherIssuer = new CertificateRule(Optional.of(new X500Principal("CN=Other CA")), CertificateName.CN,
                Pattern.compile(".+"), "other");
        CertificateRule part = new CertificateRule(Optional.of(certificate.getIssuerX500Principal()), CertificateName.URI,
                Pattern.compile("urn:lumenvault:principal:sae-(.)"), "encryptor-$1");
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(otherIssuer, part));
        assertEquals(Optional.of("encryptor-a"), directory.identify(certificate).name());
    }

    @Test
    void ruleThatUsesAGroupThatThePatternLacks_isRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> new CertificateRule(Optional.empty(), CertificateName.CN, Pattern.compile("sae-.*"), "$1"));
    }

    @Test
    void certificateBoundToAPrincipal_aloneStandsForIt() {
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        PrincipalRow row = new PrincipalRow("sae-a", "bank", List.of("application"), "officer", Instant.EPOCH, null);
        directory.accept(AccessSnapshot.of(1, List.of(row), Map.of("ab".repeat(32), "sae-a"), Revocations.NONE, List.of()));
        assertEquals(PrincipalDirectory.UNNAMED, directory.byCertificate(certificate).name());
        directory.accept(AccessSnapshot.of(2, List.of(row), Map.of(directory.identify(certificate).fingerprint(), "sae-a"),
                Revocations.NONE, List.of()));
        assertEquals("sae-a", directory.byCertificate(certificate).name());
        assertEquals(new Group("bank"), directory.byCertificate(certificate).group());
        assertTrue(directory.byCertificate(certificate).may(Permission.OBJECT_USE));
    }

    @Test
    void revokedCertificate_standsForNobody_andItsNameGoesOnBeingBound() {
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        PrincipalRow row = new PrincipalRow("sae-a", "*", List.of("application"), "officer", Instant.EPOCH, null);
        String own = directory.identify(certificate).fingerprint();
        Revocations first = Revocations.NONE.and(List.of(new RevokedCertificate(own, "sae-a", false)));
        directory.accept(AccessSnapshot.of(1, List.of(row), Map.of(), first, List.of()));
        assertFalse(directory.byCertificate(certificate).may(Permission.OBJECT_USE));
        directory.accept(AccessSnapshot.of(1, List.of(row), Map.of(),
                first.and(List.of(new RevokedCertificate(own, "another", false))), List.of()));
        assertFalse(directory.byCertificate(certificate).may(Permission.OBJECT_USE), "a later one took the first away");
        RevokedCertificate earlier = new RevokedCertificate("ab".repeat(32), "sae-a", true);
        directory.accept(AccessSnapshot.of(2, List.of(row), Map.of(), Revocations.NONE.and(List.of(earlier)), List.of()));
        assertFalse(directory.byCertificate(certificate).may(Permission.OBJECT_USE));
        RevokedCertificate unbound = new RevokedCertificate("ab".repeat(32), "sae-a", false);
        directory.accept(AccessSnapshot.of(3, List.of(row), Map.of(), Revocations.NONE.and(List.of(unbound)), List.of()));
        assertTrue(directory.byCertificate(certificate).may(Permission.OBJECT_USE));
    }

    @Test
    void certificateOfAnotherGroupsPrincipal_cannotBeTakenByBindingIt() {
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        String fingerprint = directory.identify(certificate).fingerprint();
        PrincipalRow owner = new PrincipalRow("sae-a", "rail", List.of("application"), "officer", Instant.EPOCH, null);
        for (String group : List.of("bank", "rail", "*")) {
            PrincipalRow taker = new PrincipalRow("taker", group, List.of("application"), "officer", Instant.EPOCH, null);
            directory.accept(AccessSnapshot.of(1, List.of(owner, taker), Map.of(fingerprint, "taker"), Revocations.NONE, List.of()));
            assertEquals(group.equals("bank") ? "sae-a" : "taker", directory.byCertificate(certificate).name(), group);
        }
    }

    @Test
    void certificateOfAnotherGroupsPrincipal_cannotBeRevokedByThatOfOnesOwn() {
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        String fingerprint = directory.identify(certificate).fingerprint();
        PrincipalRow owner = new PrincipalRow("sae-a", "rail", List.of("application"), "officer", Instant.EPOCH, null);
        for (String group : List.of("bank", "rail", "*")) {
            PrincipalRow taker = new PrincipalRow("taker", group, List.of("application"), "officer", Instant.EPOCH, null);
            RevokedCertificate revoked = new RevokedCertificate(fingerprint, "taker", true);
            directory.accept(AccessSnapshot.of(1, List.of(owner, taker), Map.of(), Revocations.NONE.and(List.of(revoked)), List.of()));
            assertEquals(group.equals("bank"), directory.byCertificate(certificate).may(Permission.OBJECT_USE), group);
            assertEquals(!group.equals("bank"), directory.isRevoked(fingerprint, "sae-a"), group);
        }
    }

    @Test
    void whoeverHasNoName_isNobody_andNobodyIsCalledSo() {
        assertThrows(IllegalArgumentException.class, () -> new Account(PrincipalDirectory.UNNAMED, Group.NODE, Set.of(Role.OFFICER)));
        CertificateRule called = new CertificateRule(Optional.empty(), CertificateName.CN, Pattern.compile(".+"), PrincipalDirectory.UNNAMED);
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(called));
        assertEquals(Optional.empty(), directory.identify(certificate).name());
        Principal nobody = directory.byCertificate(certificate);
        assertEquals(PrincipalDirectory.UNNAMED, nobody.name());
        assertEquals(Set.of(), nobody.roles());
    }

    @Test
    void disabledPrincipal_hasNoRoles() {
        PrincipalDirectory directory = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        directory.accept(AccessSnapshot.of(1, List.of(new PrincipalRow("sae-a", "*", List.of("application"), "officer", Instant.EPOCH,
                Instant.EPOCH)), Map.of(), Revocations.NONE, List.of()));
        assertFalse(directory.byCertificate(certificate).may(Permission.OBJECT_USE));
        assertTrue(directory.isDisabled("sae-a"));
        assertTrue(directory.denies("sae-a", Permission.OBJECT_USE));
        assertFalse(directory.denies("of-the-identity-provider", Permission.OBJECT_USE));
    }

    private static Optional<String> named(CertificateName... fields) {
        return new PrincipalDirectory(List.of(), Map.of(), Stream.of(fields).map(CertificateRule::plain).toList()).identify(certificate).name();
    }

    private static Principal principal(List<CertificateName> names) {
        return new PrincipalDirectory(List.of(new Account("sae-a", Group.NODE, Set.of(Role.APPLICATION))), Map.of(),
                names.stream().map(CertificateRule::plain).toList()).byCertificate(certificate);
    }
}
