package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.DigitalSignatureAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.PaddingMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Key;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;

/** Which signature scheme parameters and key mean (KMIP 2.1 sections 6.1.55, 6.1.56 and 11.16). */
final class Signatures {

    private static final Map<DigitalSignatureAlgorithm, HashingAlgorithm> HASHES = Map.ofEntries(
            Map.entry(DigitalSignatureAlgorithm.MD2_WITH_RSA_ENCRYPTION_PKCS_1_V1_5, HashingAlgorithm.MD2),
            Map.entry(DigitalSignatureAlgorithm.MD5_WITH_RSA_ENCRYPTION_PKCS_1_V1_5, HashingAlgorithm.MD5),
            Map.entry(DigitalSignatureAlgorithm.SHA_1_WITH_RSA_ENCRYPTION_PKCS_1_V1_5, HashingAlgorithm.SHA_1),
            Map.entry(DigitalSignatureAlgorithm.SHA_224_WITH_RSA_ENCRYPTION_PKCS_1_V1_5, HashingAlgorithm.SHA_224),
            Map.entry(DigitalSignatureAlgorithm.SHA_256_WITH_RSA_ENCRYPTION_PKCS_1_V1_5, HashingAlgorithm.SHA_256),
            Map.entry(DigitalSignatureAlgorithm.SHA_384_WITH_RSA_ENCRYPTION_PKCS_1_V1_5, HashingAlgorithm.SHA_384),
            Map.entry(DigitalSignatureAlgorithm.SHA_512_WITH_RSA_ENCRYPTION_PKCS_1_V1_5, HashingAlgorithm.SHA_512),
            Map.entry(DigitalSignatureAlgorithm.SHA3_256_WITH_RSA_ENCRYPTION, HashingAlgorithm.SHA_3_256),
            Map.entry(DigitalSignatureAlgorithm.SHA3_384_WITH_RSA_ENCRYPTION, HashingAlgorithm.SHA_3_384),
            Map.entry(DigitalSignatureAlgorithm.SHA3_512_WITH_RSA_ENCRYPTION, HashingAlgorithm.SHA_3_512),
            Map.entry(DigitalSignatureAlgorithm.ECDSA_WITH_SHA_1, HashingAlgorithm.SHA_1),
            Map.entry(DigitalSignatureAlgorithm.ECDSA_WITH_SHA224, HashingAlgorithm.SHA_224),
            Map.entry(DigitalSignatureAlgorithm.ECDSA_WITH_SHA256, HashingAlgorithm.SHA_256),
            Map.entry(DigitalSignatureAlgorithm.ECDSA_WITH_SHA384, HashingAlgorithm.SHA_384),
            Map.entry(DigitalSignatureAlgorithm.ECDSA_WITH_SHA512, HashingAlgorithm.SHA_512));

    private Signatures() {}

    /** The scheme for a key of the JDK. */
    static SignatureScheme of(Key key, CryptographicParameters parameters) {
        String name = key.getAlgorithm();
        return switch (name) {
            case "RSA" -> rsa(parameters);
            case "EC", "ECDSA" -> ecdsa(key, parameters);
            case "EdDSA" -> whole(name, parameters);
            default -> {
                if (name.startsWith("ML-DSA") || name.startsWith("SLH-DSA")) {
                    yield whole(name, parameters);
                }
                throw Faults.bad("a key for " + name + " does not sign; keys for RSA, EC, Ed25519, Ed448, ML-DSA and SLH-DSA do");
            }
        };
    }

    private static SignatureScheme rsa(CryptographicParameters parameters) {
        requireAlgorithm(parameters, CryptographicAlgorithm.RSA);
        DigitalSignatureAlgorithm signature = parameters.digitalSignatureAlgorithm();
        HashingAlgorithm hash = hash(parameters);
        boolean pss = signature == DigitalSignatureAlgorithm.RSASSA_PSS_PKCS_1_V2_1
                || signature == null && parameters.paddingMethod() == PaddingMethod.PSS;
        if (pss) {
            if (parameters.trailerField() != null && parameters.trailerField() != RsaPss.TRAILER_FIELD) {
                throw Faults.unsupported("Trailer Field is " + parameters.trailerField() + "; RSASSA-PSS is served with " + RsaPss.TRAILER_FIELD
                        + ", the standard one of one byte");
            }
            return new RsaPss(hash, parameters.maskGeneratorHashingAlgorithm(), parameters.saltLength());
        }
        if (signature != null && !signature.name().contains("_RSA_")) {
            throw Faults.bad("the key is for RSA, not for " + signature.text());
        }
        if (signature == null && parameters.paddingMethod() != PaddingMethod.PKCS1_V1_5) {
            throw parameters.paddingMethod() == null ? Faults.missing("Digital Signature Algorithm or Padding Method")
                    : Faults.unsupported("Padding Method " + parameters.paddingMethod().text()
                            + " is not served for RSA signatures; PKCS1 v1.5 and PSS are");
        }
        return new JcaSignature("NONEwithRSA", Providers.BOUNCY_CASTLE, hash, digest -> digestInfo(hash, digest));
    }

    private static SignatureScheme ecdsa(Key key, CryptographicParameters parameters) {
        requireAlgorithm(parameters, CryptographicAlgorithm.ECDSA, CryptographicAlgorithm.EC);
        DigitalSignatureAlgorithm signature = parameters.digitalSignatureAlgorithm();
        if (signature != null && !signature.name().startsWith("ECDSA")) {
            throw Faults.bad("the key is for ECDSA, not for " + signature.text());
        }
        boolean jdk = !key.getClass().getName().startsWith("org.bouncycastle");
        return new JcaSignature("NONEwithECDSA", jdk ? null : Providers.BOUNCY_CASTLE, hash(parameters), UnaryOperator.identity());
    }

    private static SignatureScheme whole(String name, CryptographicParameters parameters) {
        if (parameters.digitalSignatureAlgorithm() != null || parameters.hashingAlgorithm() != null || parameters.paddingMethod() != null) {
            throw Faults.bad("a key for " + name + " signs by its one algorithm: Digital Signature Algorithm, Hashing Algorithm and "
                    + "Padding Method must not be given");
        }
        return new JcaSignature(name, name.startsWith("SLH-DSA") ? Providers.BOUNCY_CASTLE : null, null, UnaryOperator.identity());
    }

    private static void requireAlgorithm(CryptographicParameters parameters, CryptographicAlgorithm... allowed) {
        CryptographicAlgorithm said = parameters.cryptographicAlgorithm();
        for (CryptographicAlgorithm one : allowed) {
            if (said == null || said == one) {
                return;
            }
        }
        throw Faults.bad("the key is for " + allowed[0].text() + ", not for " + said.text());
    }

    private static HashingAlgorithm hash(CryptographicParameters parameters) {
        HashingAlgorithm named = parameters.digitalSignatureAlgorithm() == null ? null : HASHES.get(parameters.digitalSignatureAlgorithm());
        HashingAlgorithm said = parameters.hashingAlgorithm();
        if (named != null && said != null && named != said) {
            throw Faults.bad("Hashing Algorithm is " + said.text() + ", and that of the Digital Signature Algorithm is " + named.text());
        }
        if (named == null && said == null) {
            throw Faults.missing("Hashing Algorithm");
        }
        return named == null ? said : named;
    }

    /** RFC 8017 section 9.2. */
    private static byte[] digestInfo(HashingAlgorithm hash, byte[] digest) {
        try {
            AlgorithmIdentifier found = new DefaultDigestAlgorithmIdentifierFinder().find(Hashes.name(hash));
            return new DigestInfo(new AlgorithmIdentifier(found.getAlgorithm(), DERNull.INSTANCE), digest).getEncoded("DER");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
