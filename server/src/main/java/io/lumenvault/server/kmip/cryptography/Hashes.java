package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.HashingAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/** Digests by the names of KMIP 2.1 section 11.21. */
public final class Hashes {

    private Hashes() {}

    /** A new digest. */
    public static MessageDigest digest(HashingAlgorithm algorithm) {
        Provider provider = switch (algorithm) {
            case RIPEMD_160, TIGER, WHIRLPOOL, MD4 -> Providers.BOUNCY_CASTLE;
            default -> null;
        };
        try {
            return provider == null ? MessageDigest.getInstance(name(algorithm)) : MessageDigest.getInstance(name(algorithm), provider);
        } catch (NoSuchAlgorithmException missing) {
            throw Faults.unsupported("there is no digest " + algorithm.text() + " here");
        }
    }

    /** Its length in bytes. */
    static int bytes(HashingAlgorithm algorithm) {
        return digest(algorithm).getDigestLength();
    }

    /** Its name in the JDK. */
    static String name(HashingAlgorithm algorithm) {
        return switch (algorithm) {
            case MD2 -> "MD2";
            case MD4 -> "MD4";
            case MD5 -> "MD5";
            case SHA_1 -> "SHA-1";
            case SHA_224 -> "SHA-224";
            case SHA_256 -> "SHA-256";
            case SHA_384 -> "SHA-384";
            case SHA_512 -> "SHA-512";
            case RIPEMD_160 -> "RIPEMD160";
            case TIGER -> "Tiger";
            case WHIRLPOOL -> "Whirlpool";
            case SHA_512_224 -> "SHA-512/224";
            case SHA_512_256 -> "SHA-512/256";
            case SHA_3_224 -> "SHA3-224";
            case SHA_3_256 -> "SHA3-256";
            case SHA_3_384 -> "SHA3-384";
            case SHA_3_512 -> "SHA3-512";
        };
    }
}
