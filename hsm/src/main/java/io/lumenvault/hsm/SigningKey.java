package io.lumenvault.hsm;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The audit signing key, P-256: the handle of its private half in the token, and the public key outside it, so that the JDK verifies. */
record SigningKey(long handle, PublicKey publicKey) {

    /** CKA_LABEL and CKA_ID of both halves. */
    static final String NAME = "lumenvault.audit.signing";

    /** AlgorithmIdentifier of a P-256 key and the head of the bit string after it (RFC 5480 clause 2); the point follows. */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final byte[] SECP256R1 = HexFormat.of().parseHex("06082a8648ce3d030107");
    private static final int POINT_BYTES = 65;

    /** The key in the token, if it is there. */
    static Optional<SigningKey> find(TokenObjects objects) {
        List<Long> keys = objects.find(named(AttributeTemplate.CKO_PRIVATE_KEY));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1) {
            throw new HsmException("the token holds " + keys.size() + " private keys " + NAME + "; one is allowed");
        }
        return Optional.of(new SigningKey(keys.getFirst(), publicKey(objects)));
    }

    /** Makes the key in the token, never to leave it. The caller holds {@link Cryptoki#objectCreation}. */
    static SigningKey create(TokenObjects objects) {
        objects.generateKeyPair(Mechanism.CKM_EC_KEY_PAIR_GEN, publicTemplate(true), privateTemplate(true, false));
        return find(objects).orElseThrow();
    }

    static AttributeTemplate publicTemplate(boolean token) {
        return named(AttributeTemplate.CKO_PUBLIC_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_EC)
                .with(AttributeTemplate.CKA_LABEL, NAME)
                .with(AttributeTemplate.CKA_TOKEN, token)
                .with(AttributeTemplate.CKA_EC_PARAMS, SECP256R1)
                .with(AttributeTemplate.CKA_VERIFY, true);
    }

    static AttributeTemplate privateTemplate(boolean token, boolean extractable) {
        return named(AttributeTemplate.CKO_PRIVATE_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_EC)
                .with(AttributeTemplate.CKA_LABEL, NAME)
                .with(AttributeTemplate.CKA_TOKEN, token)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, extractable)
                .with(AttributeTemplate.CKA_SIGN, true)
                .with(AttributeTemplate.CKA_DECRYPT, false)
                .with(AttributeTemplate.CKA_UNWRAP, false)
                .with(AttributeTemplate.CKA_DERIVE, false);
    }

    /** All that belongs to the key. */
    static AttributeTemplate named() {
        return new AttributeTemplate().with(AttributeTemplate.CKA_ID, NAME.getBytes(StandardCharsets.US_ASCII));
    }

    private static AttributeTemplate named(long objectClass) {
        return named().with(AttributeTemplate.CKA_CLASS, objectClass);
    }

    /** Tokens of earlier versions hold the public key in a certificate only. */
    private static PublicKey publicKey(TokenObjects objects) {
        try {
            List<Long> keys = objects.find(named(AttributeTemplate.CKO_PUBLIC_KEY));
            if (!keys.isEmpty()) {
                return ofPoint(objects.attribute(keys.getFirst(), AttributeTemplate.CKA_EC_POINT));
            }
            List<Long> certificates = objects.find(named(AttributeTemplate.CKO_CERTIFICATE));
            if (certificates.isEmpty()) {
                throw new HsmException("the token holds the private key " + NAME + " but not its public key");
            }
            byte[] certificate = objects.attribute(certificates.getFirst(), AttributeTemplate.CKA_VALUE);
            return software(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new HsmException("the public key " + NAME + " in the token cannot be read: " + e.getMessage(), e);
        }
    }

    /** @param point CKA_EC_POINT: an uncompressed point, in an OCTET STRING (PKCS#11 v3.0) or without it, as some tokens have it */
    static PublicKey ofPoint(byte[] point) throws GeneralSecurityException {
        if (point.length < POINT_BYTES) {
            throw new GeneralSecurityException("a point of " + point.length + " bytes is none of P-256");
        }
        byte[] encoded = Arrays.copyOf(SPKI_HEAD, SPKI_HEAD.length + POINT_BYTES);
        System.arraycopy(point, point.length - POINT_BYTES, encoded, SPKI_HEAD.length, POINT_BYTES);
        return software(encoded);
    }

    private static PublicKey software(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", "SunEC").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
