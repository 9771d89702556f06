package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Whether a public or private key that a client brings is what it is said to be. What the server can neither use nor convert is not
 * judged: other formats, PKCS #8 under a password, keys for algorithms that are not known here.
 */
public final class KeyCheck {

    private KeyCheck() {}

    /**
     * Checks a plain key.
     *
     * @param secret whether it is to be a private key
     * @param algorithm Cryptographic Algorithm, or null where nothing is said
     * @param length Cryptographic Length in bits, or null
     * @throws KmipException with Invalid Field where the material is no key in its format, or a key for another algorithm or of
     *         another length
     */
    public static void require(KeyBlock block, boolean secret, CryptographicAlgorithm algorithm, Integer length) {
        if (underPassword(block)) {
            return;
        }
        try (AsymmetricKey key = KeyReading.read(block, secret)) {
            Kind kind = secret ? kind(PrivateKeyInfo.getInstance(key.der())) : kind(SubjectPublicKeyInfo.getInstance(key.der()));
            requireSame(kind, algorithm, length);
        } catch (KmipException refused) {
            if (refused.reason() == ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS) {
                return;
            }
            throw new KmipException(ResultReason.INVALID_FIELD, refused.getMessage());
        } catch (IOException | RuntimeException malformed) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the key material is not a key in Key Format Type " + block.format().text());
        }
    }

    /** What a key itself says. @param bits its length, or null where nothing is to be compared with it */
    private record Kind(ASN1ObjectIdentifier oid, Integer bits) {}

    private static Kind kind(PrivateKeyInfo key) throws IOException {
        AlgorithmIdentifier algorithm = key.getPrivateKeyAlgorithm();
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
                ? new Kind(algorithm.getAlgorithm(), RSAPrivateKey.getInstance(key.parsePrivateKey()).getModulus().bitLength())
                : new Kind(algorithm.getAlgorithm(), curveBits(algorithm));
    }

    private static Kind kind(SubjectPublicKeyInfo key) throws IOException {
        AlgorithmIdentifier algorithm = key.getAlgorithm();
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
                ? new Kind(algorithm.getAlgorithm(), RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength())
                : new Kind(algorithm.getAlgorithm(), curveBits(algorithm));
    }

    private static Integer curveBits(AlgorithmIdentifier algorithm) {
        return algorithm.getParameters() instanceof ASN1ObjectIdentifier named ? Curves.of(named).map(Curves::bits).orElse(null) : null;
    }

    private static void requireSame(Kind kind, CryptographicAlgorithm algorithm, Integer length) {
        if (algorithm != null && !fits(kind.oid(), algorithm)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Algorithm is " + algorithm.text()
                    + ", but the key is for another (" + kind.oid() + ")");
        }
        // A modulus may begin with a few zero bits.
        if (length != null && kind.bits() != null && bytes(length) != bytes(kind.bits())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length is " + length + " bits, but the key has " + kind.bits());
        }
    }

    private static int bytes(int bits) {
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static boolean fits(ASN1ObjectIdentifier oid, CryptographicAlgorithm algorithm) {
        Optional<ASN1ObjectIdentifier> own = PostQuantum.oid(algorithm);
        if (own.isPresent()) {
            return oid.equals(own.get());
        }
        boolean rsa = oid.equals(PKCSObjectIdentifiers.rsaEncryption);
        boolean curve = oid.equals(X9ObjectIdentifiers.id_ecPublicKey) || Curves.of(oid).isPresent();
        return switch (algorithm) {
            case RSA -> rsa || oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
            case EC, ECDSA, ECDH, ECMQV -> curve;
            default -> !rsa && !curve;
        };
    }

    private static boolean underPassword(KeyBlock block) {
        if (block.format() != KeyFormatType.PKCS_8) {
            return false;
        }
        try {
            return block.material().map(EncryptedPrivateKeyInfo::getInstance).isPresent();
        } catch (RuntimeException plain) {
            // Whatever its reader came upon: an element that is missing, or is of another class.
            return false;
        }
    }
}
