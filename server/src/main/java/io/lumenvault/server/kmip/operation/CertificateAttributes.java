package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CertificateType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DigitalSignatureAlgorithm;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** The attributes that the server reads out of a registered certificate (KMIP 1.4 sections 3.8 to 3.16). */
final class CertificateAttributes {

    private CertificateAttributes() {}

    static void describe(ObjectAttributes created, ManagedObject.Certificate certificate) {
        created.set(AttributeType.CERTIFICATE_TYPE,
                new Item.Enumeration(AttributeType.CERTIFICATE_TYPE.tag(), certificate.type().code()));
        created.set(AttributeType.CERTIFICATE_LENGTH,
                new Item.Int(AttributeType.CERTIFICATE_LENGTH.tag(), certificate.value().length));
        if (certificate.type() == CertificateType.X_509) {
            parse(certificate.value()).ifPresent(x509 -> describe(created, x509));
        }
    }

    /** Takes away what another certificate says, where that could be several values. */
    static void forget(ObjectAttributes created) {
        DistinguishedNames.forget(created);
        created.instances(AttributeType.DIGITAL_SIGNATURE_ALGORITHM).forEach(created::remove);
    }

    /** Empty for bytes that are no certificate: they are kept as given all the same. */
    static Optional<X509Certificate> parse(byte[] value) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(value)));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }

    private static void describe(ObjectAttributes created, X509Certificate x509) {
        byte[] issuer = x509.getIssuerX500Principal().getEncoded();
        byte[] subject = x509.getSubjectX500Principal().getEncoded();
        created.set(AttributeType.X_509_CERTIFICATE_IDENTIFIER, Structure.of(AttributeType.X_509_CERTIFICATE_IDENTIFIER.tag(),
                new Item.Bytes(Tag.ISSUER_DISTINGUISHED_NAME, issuer),
                new Item.Bytes(Tag.CERTIFICATE_SERIAL_NUMBER, x509.getSerialNumber().toByteArray())));
        created.set(AttributeType.X_509_CERTIFICATE_SUBJECT, Structure.of(AttributeType.X_509_CERTIFICATE_SUBJECT.tag(),
                new Item.Bytes(Tag.SUBJECT_DISTINGUISHED_NAME, subject)));
        created.set(AttributeType.X_509_CERTIFICATE_ISSUER, Structure.of(AttributeType.X_509_CERTIFICATE_ISSUER.tag(),
                new Item.Bytes(Tag.ISSUER_DISTINGUISHED_NAME, issuer)));
        describeDeprecated(created, x509);
        DistinguishedNames.describe(created, x509.getSubjectX500Principal(), x509.getIssuerX500Principal());
        describeKey(created, x509.getPublicKey());
        signature(x509.getSigAlgName()).ifPresent(algorithm -> {
            if (created.instances(AttributeType.DIGITAL_SIGNATURE_ALGORITHM).isEmpty()) {
                created.add(AttributeType.DIGITAL_SIGNATURE_ALGORITHM,
                        new Item.Enumeration(AttributeType.DIGITAL_SIGNATURE_ALGORITHM.tag(), algorithm.code()));
            }
        });
    }

    /** The text forms of 1.0, deprecated since 1.1. */
    private static void describeDeprecated(ObjectAttributes created, X509Certificate x509) {
        String issuer = x509.getIssuerX500Principal().getName();
        created.set(AttributeType.CERTIFICATE_IDENTIFIER, Structure.of(AttributeType.CERTIFICATE_IDENTIFIER.tag(),
                Item.Text.of(Tag.ISSUER, issuer), Item.Text.of(Tag.SERIAL_NUMBER, x509.getSerialNumber().toString(16))));
        created.set(AttributeType.CERTIFICATE_SUBJECT, Structure.of(AttributeType.CERTIFICATE_SUBJECT.tag(),
                Item.Text.of(Tag.CERTIFICATE_SUBJECT_DISTINGUISHED_NAME, x509.getSubjectX500Principal().getName())));
        created.set(AttributeType.CERTIFICATE_ISSUER, Structure.of(AttributeType.CERTIFICATE_ISSUER.tag(),
                Item.Text.of(Tag.CERTIFICATE_ISSUER_DISTINGUISHED_NAME, issuer)));
    }

    private static void describeKey(ObjectAttributes created, PublicKey key) {
        if (created.cryptography().algorithm() != null || created.cryptography().length() != null) {
            return;
        }
        switch (key) {
            case RSAPublicKey rsa ->
                    NewAttributes.settle(created, CryptographicAlgorithm.RSA, rsa.getModulus().bitLength());
            case ECPublicKey ec ->
                    NewAttributes.settle(created, CryptographicAlgorithm.EC, ec.getParams().getCurve().getField().getFieldSize());
            default -> { }
        }
    }

    private static Optional<DigitalSignatureAlgorithm> signature(String name) {
        return Optional.ofNullable(switch (name) {
            case "SHA1withRSA" -> DigitalSignatureAlgorithm.SHA_1_WITH_RSA_ENCRYPTION_PKCS_1_V1_5;
            case "SHA224withRSA" -> DigitalSignatureAlgorithm.SHA_224_WITH_RSA_ENCRYPTION_PKCS_1_V1_5;
            case "SHA256withRSA" -> DigitalSignatureAlgorithm.SHA_256_WITH_RSA_ENCRYPTION_PKCS_1_V1_5;
            case "SHA384withRSA" -> DigitalSignatureAlgorithm.SHA_384_WITH_RSA_ENCRYPTION_PKCS_1_V1_5;
            case "SHA512withRSA" -> DigitalSignatureAlgorithm.SHA_512_WITH_RSA_ENCRYPTION_PKCS_1_V1_5;
            case "RSASSA-PSS" -> DigitalSignatureAlgorithm.RSASSA_PSS_PKCS_1_V2_1;
            case "SHA1withECDSA" -> DigitalSignatureAlgorithm.ECDSA_WITH_SHA_1;
            case "SHA224withECDSA" -> DigitalSignatureAlgorithm.ECDSA_WITH_SHA224;
            case "SHA256withECDSA" -> DigitalSignatureAlgorithm.ECDSA_WITH_SHA256;
            case "SHA384withECDSA" -> DigitalSignatureAlgorithm.ECDSA_WITH_SHA384;
            case "SHA512withECDSA" -> DigitalSignatureAlgorithm.ECDSA_WITH_SHA512;
            default -> null;
        });
    }
}
