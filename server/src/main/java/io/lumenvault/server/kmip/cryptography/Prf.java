package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.jcajce.provider.util.DigestFactory;

/** The pseudorandom function of a derivation (KMIP 2.1 section 7.12): what Cryptographic Parameters name, else what the key is for. */
final class Prf {

    private Prf() {}

    /** The digest under an HMAC: that of the parameters' Hashing Algorithm, or of an HMAC that they or the key name. */
    static Optional<HashingAlgorithm> hash(CryptographicAlgorithm key, CryptographicParameters said) {
        if (said.hashingAlgorithm() != null) {
            return Optional.of(said.hashingAlgorithm());
        }
        return Stream.of(Optional.ofNullable(said.cryptographicAlgorithm()), Optional.ofNullable(key)).flatMap(Optional::stream)
                .map(Prf::ofHmac).flatMap(Optional::stream).findFirst();
    }

    /** The MAC for an SP 800-108 derivation: an HMAC, or CMAC under an AES key. */
    static Mac mac(CryptographicAlgorithm key, CryptographicParameters said) {
        if (said.blockCipherMode() == null) {
            return new HMac(digest(hash(key, said).orElseThrow(() -> Faults.missing("Hashing Algorithm"))));
        }
        KeyParameters.requireAlgorithm(said, key);
        if (said.blockCipherMode() != BlockCipherMode.CMAC || key != CryptographicAlgorithm.AES) {
            throw Faults.unsupported("the pseudorandom function is an HMAC, or CMAC under an AES key; not "
                    + said.blockCipherMode().text() + " under a key for " + (key == null ? "no algorithm" : key.text()));
        }
        return new CMac(AESEngine.newInstance());
    }

    /** A digest as Bouncy Castle's derivations take it. */
    static Digest digest(HashingAlgorithm algorithm) {
        Digest found = DigestFactory.getDigest(Hashes.name(algorithm));
        if (found == null) {
            throw Faults.unsupported("keys are derived by MD5, SHA-1, SHA-2 and SHA-3, not by " + algorithm.text());
        }
        return found;
    }

    /** The digest of an HMAC; empty for other algorithms. */
    static Optional<HashingAlgorithm> ofHmac(CryptographicAlgorithm algorithm) {
        return Optional.ofNullable(switch (algorithm) {
            case HMAC_MD5 -> HashingAlgorithm.MD5;
            case HMAC_SHA1 -> HashingAlgorithm.SHA_1;
            case HMAC_SHA224 -> HashingAlgorithm.SHA_224;
            case HMAC_SHA256 -> HashingAlgorithm.SHA_256;
            case HMAC_SHA384 -> HashingAlgorithm.SHA_384;
            case HMAC_SHA512 -> HashingAlgorithm.SHA_512;
            case HMAC_SHA3_224 -> HashingAlgorithm.SHA_3_224;
            case HMAC_SHA3_256 -> HashingAlgorithm.SHA_3_256;
            case HMAC_SHA3_384 -> HashingAlgorithm.SHA_3_384;
            case HMAC_SHA3_512 -> HashingAlgorithm.SHA_3_512;
            default -> null;
        });
    }
}
