package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.HashingAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Arrays;

/** The hashes of credentials: those of Hashed Passwords, and the HMACs of one-time passwords. */
final class CredentialHashes {

    private CredentialHashes() {}

    /** The Hashing Algorithm that a structure names; SHA-256 where it names none (KMIP 2.1 section 9.11). */
    static HashingAlgorithm algorithm(Structure structure) {
        if (!(structure.first(Tag.HASHING_ALGORITHM) instanceof Item.Enumeration given)) {
            return HashingAlgorithm.SHA_256;
        }
        return Arrays.stream(HashingAlgorithm.values()).filter(known -> known.code() == given.value()).findFirst()
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                        String.format("there is no Hashing Algorithm 0x%08X", given.value())));
    }

    /** JCA name of the hash of a Hashed Password. @throws KmipException with Feature Not Supported */
    static String digest(HashingAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA_256 -> "SHA-256";
            case SHA_384 -> "SHA-384";
            case SHA_512 -> "SHA-512";
            case SHA_3_256 -> "SHA3-256";
            case SHA_3_384 -> "SHA3-384";
            case SHA_3_512 -> "SHA3-512";
            default -> throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "Hashed Passwords are made by SHA-256, SHA-384, SHA-512, "
                    + "SHA3-256, SHA3-384 or SHA3-512; not by " + algorithm.text());
        };
    }

    /** JCA name of the HMAC of one-time passwords; HMAC-SHA-1 where none is named (RFC 4226 section 5.2). */
    static String mac(Structure structure) {
        if (!(structure.first(Tag.OTP_DIGEST) instanceof Item.Enumeration given)) {
            return "HmacSHA1";
        }
        if (given.value() == CryptographicAlgorithm.HMAC_SHA1.code()) {
            return "HmacSHA1";
        }
        if (given.value() == CryptographicAlgorithm.HMAC_SHA256.code()) {
            return "HmacSHA256";
        }
        if (given.value() == CryptographicAlgorithm.HMAC_SHA512.code()) {
            return "HmacSHA512";
        }
        throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED,
                "an OTP Digest is HMAC-SHA1, HMAC-SHA256 or HMAC-SHA512 (RFC 6238 section 1.2)");
    }
}
