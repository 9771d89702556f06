package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Algorithms whose keys are byte strings: Key Format Type Raw is the contents of their PKCS #8 and X.509 forms. */
final class PostQuantum {

    private PostQuantum() {}

    /** The identifier under which keys of the algorithm are kept; empty for algorithms of other kinds. */
    static Optional<ASN1ObjectIdentifier> oid(CryptographicAlgorithm algorithm) {
        return Optional.ofNullable(switch (algorithm) {
            case ED25519 -> EdECObjectIdentifiers.id_Ed25519;
            case ED448 -> EdECObjectIdentifiers.id_Ed448;
            case ML_KEM_512 -> NISTObjectIdentifiers.id_alg_ml_kem_512;
            case ML_KEM_768 -> NISTObjectIdentifiers.id_alg_ml_kem_768;
            case ML_KEM_1024 -> NISTObjectIdentifiers.id_alg_ml_kem_1024;
            case ML_DSA_44 -> NISTObjectIdentifiers.id_ml_dsa_44;
            case ML_DSA_65 -> NISTObjectIdentifiers.id_ml_dsa_65;
            case ML_DSA_87 -> NISTObjectIdentifiers.id_ml_dsa_87;
            case SLH_DSA_SHA2_128S -> NISTObjectIdentifiers.id_slh_dsa_sha2_128s;
            case SLH_DSA_SHA2_128F -> NISTObjectIdentifiers.id_slh_dsa_sha2_128f;
            case SLH_DSA_SHA2_192S -> NISTObjectIdentifiers.id_slh_dsa_sha2_192s;
            case SLH_DSA_SHA2_192F -> NISTObjectIdentifiers.id_slh_dsa_sha2_192f;
            case SLH_DSA_SHA2_256S -> NISTObjectIdentifiers.id_slh_dsa_sha2_256s;
            case SLH_DSA_SHA2_256F -> NISTObjectIdentifiers.id_slh_dsa_sha2_256f;
            case SLH_DSA_SHAKE_128S -> NISTObjectIdentifiers.id_slh_dsa_shake_128s;
            case SLH_DSA_SHAKE_128F -> NISTObjectIdentifiers.id_slh_dsa_shake_128f;
            case SLH_DSA_SHAKE_192S -> NISTObjectIdentifiers.id_slh_dsa_shake_192s;
            case SLH_DSA_SHAKE_192F -> NISTObjectIdentifiers.id_slh_dsa_shake_192f;
            case SLH_DSA_SHAKE_256S -> NISTObjectIdentifiers.id_slh_dsa_shake_256s;
            case SLH_DSA_SHAKE_256F -> NISTObjectIdentifiers.id_slh_dsa_shake_256f;
            case null, default -> null;
        });
    }

    static SubjectPublicKeyInfo publicKeyInfo(CryptographicAlgorithm algorithm, byte[] raw) {
        return new SubjectPublicKeyInfo(identifier(algorithm), raw);
    }

    /** RFC 8410: the private key of an Edwards curve is an octet string within the octet string. */
    static PrivateKeyInfo privateKeyInfo(CryptographicAlgorithm algorithm, byte[] raw) throws IOException {
        boolean wrapped = algorithm == CryptographicAlgorithm.ED25519 || algorithm == CryptographicAlgorithm.ED448;
        return wrapped ? new PrivateKeyInfo(identifier(algorithm), new DEROctetString(raw)) : new PrivateKeyInfo(identifier(algorithm), raw);
    }

    private static AlgorithmIdentifier identifier(CryptographicAlgorithm algorithm) {
        return new AlgorithmIdentifier(oid(algorithm).orElseThrow(() -> Faults.unsupported("Key Format Type Raw of a public or private key for "
                + (algorithm == null ? "no algorithm" : algorithm.text()) + " is not used or converted at the server")));
    }
}
