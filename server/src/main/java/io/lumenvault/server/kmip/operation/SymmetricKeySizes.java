package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.List;

/** The symmetric algorithms for which keys are made, with their lengths in bits; the first is the one when none is asked for. */
final class SymmetricKeySizes {

    private static final int HMAC_SHORTEST = 112;
    private static final int HMAC_LONGEST = 4096;

    private SymmetricKeySizes() {}

    /**
     * The length of a key to be made.
     *
     * @param wanted the length asked for, or null
     * @throws KmipException with Invalid Field when no such key is made here
     */
    static int bits(CryptographicAlgorithm algorithm, Integer wanted) {
        return switch (algorithm) {
            case AES -> among(algorithm, wanted, 256, 192, 128);
            case CHACHA20, CHACHA20POLY1305 -> among(algorithm, wanted, 256);
            case HMAC_SHA1 -> hmac(algorithm, wanted, 160);
            case HMAC_SHA224, HMAC_SHA3_224 -> hmac(algorithm, wanted, 224);
            case HMAC_SHA256, HMAC_SHA3_256 -> hmac(algorithm, wanted, 256);
            case HMAC_SHA384, HMAC_SHA3_384 -> hmac(algorithm, wanted, 384);
            case HMAC_SHA512, HMAC_SHA3_512 -> hmac(algorithm, wanted, 512);
            default -> throw new KmipException(ResultReason.INVALID_FIELD, "no symmetric key is made for "
                    + algorithm.text() + "; there are AES, ChaCha20, ChaCha20Poly1305 and HMAC with SHA-1, SHA-2, SHA-3");
        };
    }

    private static int among(CryptographicAlgorithm algorithm, Integer wanted, Integer... lengths) {
        List<Integer> allowed = List.of(lengths);
        if (wanted != null && !allowed.contains(wanted)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length " + wanted + " of " + algorithm.text()
                    + "; allowed are " + allowed + " bits");
        }
        return wanted == null ? lengths[0] : wanted;
    }

    /** NIST SP 800-107 section 5.3.2: at least the security strength; whole bytes here. */
    private static int hmac(CryptographicAlgorithm algorithm, Integer wanted, int usual) {
        int bits = wanted == null ? usual : wanted;
        if (bits < HMAC_SHORTEST || bits > HMAC_LONGEST || bits % Byte.SIZE != 0) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length " + bits + " of " + algorithm.text()
                    + "; allowed are multiples of 8 from " + HMAC_SHORTEST + " to " + HMAC_LONGEST + " bits");
        }
        return bits;
    }
}
