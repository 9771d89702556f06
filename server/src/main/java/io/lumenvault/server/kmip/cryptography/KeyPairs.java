package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.spec.SLHDSAParameterSpec;

/** Makes pairs of keys (KMIP 2.1 section 6.1.9). */
public final class KeyPairs {

    private static final List<Integer> RSA_BITS = List.of(2048, 3072, 4096);

    private KeyPairs() {}

    /**
     * A pair in the formats asked for; the caller wipes the private half.
     *
     * @param length Cryptographic Length
     */
    public record Made(KeyBlock privateKey, KeyBlock publicKey, int length) {

        @Override
        public String toString() {
            return "Made[" + length + " bits]";
        }
    }

    /**
     * Makes a pair.
     *
     * @param bits the length asked for, or null
     * @param curve the curve asked for, or null
     * @param privateFormat the format of the private key, or null for the usual one
     * @param random where its randomness comes from
     */
    public static Made make(CryptographicAlgorithm algorithm, Integer bits, RecommendedCurve curve, KeyFormatType privateFormat,
            KeyFormatType publicFormat, SecureRandom random) {
        try {
            return switch (algorithm) {
                case RSA -> rsa(bits, privateFormat, publicFormat, random);
                case EC, ECDSA, ECDH, ED25519, ED448 -> curve(algorithm, bits, curve, privateFormat, publicFormat, random);
                default -> bytes(algorithm, bits, privateFormat, publicFormat, random);
            };
        } catch (GeneralSecurityException refused) {
            throw Faults.failed("a pair of keys for " + algorithm.text() + " cannot be made");
        }
    }

    private static Made rsa(Integer bits, KeyFormatType privateFormat, KeyFormatType publicFormat, SecureRandom random)
            throws GeneralSecurityException {
        int length = bits == null ? RSA_BITS.getFirst() : bits;
        if (!RSA_BITS.contains(length)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length " + bits + " of RSA; allowed are " + RSA_BITS + " bits");
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(length, RSAKeyGenParameterSpec.F4), random);
        return written(generator.generateKeyPair(), CryptographicAlgorithm.RSA, length,
                privateFormat == null ? KeyFormatType.PKCS_1 : privateFormat, publicFormat == null ? KeyFormatType.PKCS_1 : publicFormat);
    }

    private static Made curve(CryptographicAlgorithm algorithm, Integer bits, RecommendedCurve named, KeyFormatType privateFormat,
            KeyFormatType publicFormat, SecureRandom random) throws GeneralSecurityException {
        Curves curve = ChosenCurve.of(algorithm, bits, named);
        KeyPairGenerator generator;
        if (curve.weierstrass()) {
            generator = curve == Curves.SECP256K1 ? KeyPairGenerator.getInstance("EC", Providers.BOUNCY_CASTLE) : KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve.jca()), random);
        } else {
            generator = KeyPairGenerator.getInstance(curve.jca());
            generator.initialize(parameters(curve), random);
        }
        // KMIP 2.1 section 4.26 has transparent formats as the usual ones; keys of RFC 8410 have none.
        boolean transparent = curve.weierstrass();
        return written(generator.generateKeyPair(), algorithm, curve.bits(),
                privateFormat != null ? privateFormat : transparent ? KeyFormatType.TRANSPARENT_EC_PRIVATE_KEY : KeyFormatType.PKCS_8,
                publicFormat != null ? publicFormat : transparent ? KeyFormatType.TRANSPARENT_EC_PUBLIC_KEY : KeyFormatType.X_509);
    }

    private static NamedParameterSpec parameters(Curves curve) {
        return new NamedParameterSpec(curve.jca());
    }

    private static Made bytes(CryptographicAlgorithm algorithm, Integer bits, KeyFormatType privateFormat, KeyFormatType publicFormat,
            SecureRandom random) throws GeneralSecurityException {
        if (PostQuantum.oid(algorithm).isEmpty()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "no pair of keys is made for " + algorithm.text()
                    + "; there are RSA, EC, ECDSA, ECDH, Ed25519, Ed448, ML-KEM, ML-DSA and SLH-DSA");
        }
        String name = algorithm.text().toUpperCase(Locale.ROOT);
        KeyPairGenerator generator = name.startsWith("SLH-DSA") ? KeyPairGenerator.getInstance(name, Providers.BOUNCY_CASTLE)
                : KeyPairGenerator.getInstance(name);
        generator.initialize(name.startsWith("SLH-DSA") ? SLHDSAParameterSpec.fromName(name) : new NamedParameterSpec(name), random);
        KeyPair pair = generator.generateKeyPair();
        int length = publicBits(pair);
        if (bits != null && bits != length) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length " + bits + " of " + algorithm.text()
                    + "; its public keys have " + length + " bits");
        }
        return written(pair, algorithm, length, privateFormat == null ? KeyFormatType.PKCS_8 : privateFormat,
                publicFormat == null ? KeyFormatType.X_509 : publicFormat);
    }

    private static int publicBits(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()).getPublicKeyData().getOctets().length
                * Byte.SIZE;
    }

    private static Made written(KeyPair pair, CryptographicAlgorithm algorithm, int length, KeyFormatType privateFormat,
            KeyFormatType publicFormat) {
        try (AsymmetricKey secret = AsymmetricKey.ofPrivate(pair.getPrivate().getEncoded());
                AsymmetricKey open = AsymmetricKey.ofPublic(pair.getPublic().getEncoded())) {
            return new Made(KeyWriting.write(secret, privateFormat, algorithm, length),
                    KeyWriting.write(open, publicFormat, algorithm, length), length);
        }
    }
}
