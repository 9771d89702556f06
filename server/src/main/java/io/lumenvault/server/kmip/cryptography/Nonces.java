package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;

/** Which ciphers need an IV, counter or nonce, and how long one is that the server makes (KMIP 2.1 section 6.1.17). */
public final class Nonces {

    private static final int AEAD_BYTES = 12;
    private static final int LONGEST_BYTES = 16;

    private Nonces() {}

    /** Whether the cipher needs one. */
    public static boolean needed(CryptographicAlgorithm algorithm, CryptographicParameters parameters) {
        if (algorithm == CryptographicAlgorithm.CHACHA20 || algorithm == CryptographicAlgorithm.CHACHA20POLY1305) {
            return true;
        }
        BlockCipherMode mode = parameters.blockCipherMode();
        return mode != null && mode != BlockCipherMode.ECB && mode != BlockCipherMode.NISTKEYWRAP && mode != BlockCipherMode.AESKEYWRAPPADDING;
    }

    /**
     * The length in bytes of the one that the server is to make for an encryption.
     *
     * @throws KmipException with Invalid Message where it was not asked to, as the profiles' test cases have it
     */
    public static int randomBytes(CryptographicAlgorithm algorithm, CryptographicParameters parameters) {
        if (!Boolean.TRUE.equals(parameters.randomIv())) {
            throw missing();
        }
        if (parameters.fixedFieldLength() != null || parameters.invocationFieldLength() != null) {
            throw Faults.unsupported("a random IV has no Fixed Field and no Invocation Field");
        }
        int usual = usualBytes(algorithm, parameters.blockCipherMode());
        if (parameters.blockCipherMode() != BlockCipherMode.GCM || parameters.ivLength() == null) {
            return usual;
        }
        // NIST SP 800-38D clause 8.2.2: a random one has 96 bits or more.
        int bits = parameters.ivLength();
        if (bits < AEAD_BYTES * Byte.SIZE || bits > LONGEST_BYTES * Byte.SIZE || bits % Byte.SIZE != 0) {
            throw Faults.bad("IV Length is " + bits + "; a random one for GCM has 96 to 128 bits");
        }
        return bits / Byte.SIZE;
    }

    private static int usualBytes(CryptographicAlgorithm algorithm, BlockCipherMode mode) {
        return switch (algorithm) {
            case CHACHA20, CHACHA20POLY1305 -> AEAD_BYTES;
            case TRIPLE_DES -> Long.BYTES;
            default -> mode == BlockCipherMode.GCM || mode == BlockCipherMode.CCM ? AEAD_BYTES : LONGEST_BYTES;
        };
    }

    /** The refusal of an operation without one. */
    static KmipException missing() {
        return new KmipException(ResultReason.INVALID_MESSAGE,
                "IV/Counter/Nonce is missing; give it, or have an encryption make it by Random IV");
    }
}
