package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** The verification of a signature of a message (KMIP 2.1 section 6.1.56). It finishes with one byte, 1 where the signature is valid. */
public final class Verification implements MessageOperation {

    private static final byte VALID = 1;

    private final PublicKey key;
    private final SignatureScheme scheme;
    private final MessageOperation message;
    private byte[] signature;

    private Verification(PublicKey key, CryptographicParameters parameters) {
        this.key = key;
        this.scheme = Signatures.of(key, parameters);
        this.message = SignedMessage.of(scheme);
    }

    /** By a public key. */
    public static Verification by(KeyBlock publicKey, CryptographicParameters parameters) {
        return new Verification(JcaKeys.publicKey(publicKey), parameters);
    }

    /** By the public key of an X.509 certificate. */
    public static Verification byCertificate(byte[] certificate, CryptographicParameters parameters) {
        try {
            byte[] key = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey().getEncoded();
            return new Verification(JcaKeys.publicKey(key), parameters);
        } catch (CertificateException malformed) {
            throw Faults.key("the object is not an X.509 certificate");
        }
    }

    /** The signature, with whichever part it comes; null where it comes with another. */
    public void against(byte[] given) {
        if (given != null) {
            signature = given.clone();
        }
    }

    /** Whether the signature is valid for data whose digest is given. */
    public byte[] ofDigest(byte[] digest) {
        SignedMessage.requireDigest(scheme, digest);
        return verdict(digest);
    }

    @Override
    public byte[] update(byte[] part) {
        return message.update(part);
    }

    @Override
    public byte[] finish(byte[] part) {
        return verdict(message.finish(part));
    }

    private byte[] verdict(byte[] signed) {
        if (signature == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Signature Data is missing; it must be given");
        }
        return new byte[] {scheme.verify(key, signed, signature) ? VALID : 0};
    }

    /** Reads what it finished with. */
    public static boolean valid(byte[] verdict) {
        return verdict[0] == VALID;
    }

    @Override
    public int held() {
        return message.held();
    }

    @Override
    public void abandon() {
        message.abandon();
    }
}
