package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates of end entities (RFC 5280). */
public final class CertificateIssue {

    private static final int SERIAL_BITS = 127;
    private static final int P256_BITS = 256;
    private static final int P384_BITS = 384;

    /** What of a request's extensions is taken over; nothing else is. */
    private static final List<ASN1ObjectIdentifier> TAKEN =
            List.of(Extension.subjectAlternativeName, Extension.keyUsage, Extension.extendedKeyUsage);

    /** By these a certificate speaks for its authority, or for whatever it likes. */
    private static final List<KeyPurposeId> RESERVED = List.of(KeyPurposeId.id_kp_OCSPSigning, KeyPurposeId.anyExtendedKeyUsage);

    private CertificateIssue() {}

    /**
     * Makes a certificate.
     *
     * @param authority the issuer's certificate
     * @param issuerKey the issuer's private key
     * @param random what the serial number and the signature are made with
     * @return its DER form
     */
    public static byte[] issue(X509Certificate authority, KeyBlock issuerKey, RequestedCertificate wanted, Instant from, Instant to,
            SecureRandom random) {
        return signed(authority, JcaKeys.privateKey(issuerKey), wanted, from, to, random);
    }

    /** What a certificate would say, signed by a key that is thrown away: nobody takes it for one. */
    public static byte[] draft(X509Certificate authority, RequestedCertificate wanted, Instant from, Instant to, SecureRandom random) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(P256_BITS, random);
            return signed(authority, keys.generateKeyPair().getPrivate(), wanted, from, to, random);
        } catch (GeneralSecurityException impossible) {
            throw Faults.failed("the certificate cannot be made");
        }
    }

    private static byte[] signed(X509Certificate authority, PrivateKey key, RequestedCertificate wanted, Instant from, Instant to,
            SecureRandom random) {
        try {
            JcaX509CertificateHolder issuer = new JcaX509CertificateHolder(authority);
            X509v3CertificateBuilder certificate = new X509v3CertificateBuilder(issuer.getSubject(),
                    new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1), Date.from(from), Date.from(to), wanted.subject(), wanted.key());
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            certificate.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(wanted.key()));
            certificate.addExtension(Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuer));
            addRequested(certificate, wanted);
            return certificate.build(new JcaContentSignerBuilder(algorithm(key)).setSecureRandom(random).build(key)).getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException failed) {
            throw Faults.failed("the certificate cannot be made");
        }
    }

    private static void addRequested(X509v3CertificateBuilder certificate, RequestedCertificate wanted) throws IOException {
        if (wanted.extensions() == null) {
            return;
        }
        try {
            requireIssuable(wanted.extensions());
        } catch (KmipException refused) {
            throw refused;
        } catch (RuntimeException unreadable) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the extensions of the certificate request cannot be read");
        }
        for (ASN1ObjectIdentifier type : TAKEN) {
            Extension extension = wanted.extensions().getExtension(type);
            if (extension != null) {
                certificate.addExtension(extension);
            }
        }
    }

    /** Fails where an extension that is taken over cannot be read. */
    private static void requireIssuable(Extensions wanted) {
        GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName);
        KeyUsage usage = KeyUsage.fromExtensions(wanted);
        if (usage != null && (usage.hasUsages(KeyUsage.keyCertSign) || usage.hasUsages(KeyUsage.cRLSign))) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a certificate for signing certificates or revocation lists is not issued");
        }
        ExtendedKeyUsage purposes = ExtendedKeyUsage.fromExtensions(wanted);
        if (purposes != null && RESERVED.stream().anyMatch(purposes::hasKeyPurposeId)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a certificate for OCSP signing or for any purpose is not issued");
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key) {
            case RSAPrivateKey _ -> "SHA256withRSA";
            case ECPrivateKey ec -> {
                int bits = ec.getParams().getOrder().bitLength();
                yield bits <= P256_BITS ? "SHA256withECDSA" : bits <= P384_BITS ? "SHA384withECDSA" : "SHA512withECDSA";
            }
            case EdECPrivateKey ed -> ed.getParams().getName();
            default -> throw Faults.key("the certification authority's key is of " + key.getAlgorithm() + "; RSA, EC and EdDSA can issue");
        };
    }
}
