package io.lumenvault.server.kmip.cryptography;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class CertificateIssueTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] NULL = {5, 0};

    @Test
    void extensionThatCannotBeRead_isInvalidField() throws Exception {
        X509Certificate authority = authority();
        ExtensionsGenerator sound = new ExtensionsGenerator();
        sound.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        assertDoesNotThrow(() -> draft(authority, sound.generate()));
        for (ASN1ObjectIdentifier type : new ASN1ObjectIdentifier[] {Extension.keyUsage, Extension.extendedKeyUsage,
            Extension.subjectAlternativeName}) {
            ExtensionsGenerator unreadable = new ExtensionsGenerator();
            unreadable.addExtension(type, false, NULL);
            assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> draft(authority, unreadable.generate()),
                    type::getId).reason());
        }
    }

    private static byte[] draft(X509Certificate authority, Extensions extensions) {
        KeyPairs.Made key = KeyPairs.make(CryptographicAlgorithm.EC, null, RecommendedCurve.P_256, null, null, RANDOM);
        RequestedCertificate plain = RequestedCertificate.of(key.publicKey(), new X500Name("CN=client"));
        return CertificateIssue.draft(authority, new RequestedCertificate(plain.subject(), plain.key(), extensions), FROM, FROM.plusSeconds(60),
                RANDOM);
    }

    private static X509Certificate authority() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=authority");
        byte[] certificate = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(FROM), Date.from(FROM.plusSeconds(60)), name,
                pair.getPublic()).build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())).getEncoded();
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }
}
