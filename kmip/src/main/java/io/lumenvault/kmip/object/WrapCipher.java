package io.lumenvault.kmip.object;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ResultReason;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * The cipher that the parameters of an encryption key ask for (2.1 section 3.3): the key block states them as they were asked for, so
 * each is honoured, or refused with Feature Not Supported.
 */
final class WrapCipher {

    private static final int GCM_IV_BYTES = 12;
    private static final int BLOCK_BYTES = 16;
    private static final int LEAST_TAG_BYTES = 12;

    private final CryptographicParameters asked;
    private final BlockCipherMode mode;
    private final String transformation;
    private final int tagBytes;

    private WrapCipher(CryptographicParameters asked) {
        this.asked = asked;
        this.mode = asked.blockCipherMode() == null ? BlockCipherMode.NISTKEYWRAP : asked.blockCipherMode();
        this.transformation = transformation(mode, asked.paddingMethod());
        this.tagBytes = tagBytes(mode, asked.tagLength());
        if (asked.cryptographicAlgorithm() != null && asked.cryptographicAlgorithm() != CryptographicAlgorithm.AES) {
            throw unsupported("Cryptographic Algorithm " + asked.cryptographicAlgorithm().text());
        }
    }

    /** What the information asks for; NIST key wrap where it does not say. */
    static WrapCipher of(KeyInformation information) {
        return new WrapCipher(KeyInformation.parameters(information));
    }

    private static String transformation(BlockCipherMode mode, PaddingMethod padding) {
        boolean none = padding == null || padding == PaddingMethod.NONE;
        if (mode == BlockCipherMode.CBC && (padding == null || padding == PaddingMethod.PKCS5)) {
            return "AES/CBC/PKCS5Padding";
        }
        if (!none) {
            throw unsupported("Padding Method " + padding.text() + " in mode " + mode.text());
        }
        return switch (mode) {
            case NISTKEYWRAP -> "AES/KW/NoPadding";
            case AESKEYWRAPPADDING -> "AES/KWP/NoPadding";
            case CBC -> "AES/CBC/NoPadding";
            case GCM -> "AES/GCM/NoPadding";
            default -> throw unsupported("mode " + mode.text() + ", other than NISTKeyWrap, AESKeyWrapPadding, CBC and GCM,");
        };
    }

    private static int tagBytes(BlockCipherMode mode, Integer asked) {
        if (asked == null) {
            return BLOCK_BYTES;
        }
        if (mode != BlockCipherMode.GCM || asked < LEAST_TAG_BYTES || asked > BLOCK_BYTES) {
            throw unsupported("a Tag Length of " + asked + " bytes in mode " + mode.text());
        }
        return asked;
    }

    /** A new IV, or null for the modes that have none. */
    byte[] newIv(SecureRandom random) {
        int bytes = mode == BlockCipherMode.GCM ? GCM_IV_BYTES : mode == BlockCipherMode.CBC ? BLOCK_BYTES : 0;
        if (asked.ivLength() != null && asked.ivLength() != bytes * Byte.SIZE) {
            throw unsupported("an IV Length of " + asked.ivLength() + " bits in mode " + mode.text());
        }
        if (bytes == 0) {
            return null;
        }
        byte[] iv = new byte[bytes];
        random.nextBytes(iv);
        return iv;
    }

    /** @throws KmipException with Missing Initialization Vector where the mode has an IV and none is given */
    Cipher open(int direction, SecretKey key, byte[] iv) throws GeneralSecurityException {
        Objects.requireNonNull(key, "key");
        Cipher cipher = Cipher.getInstance(transformation);
        if (mode != BlockCipherMode.CBC && mode != BlockCipherMode.GCM) {
            cipher.init(direction, key);
        } else if (iv == null) {
            throw new KmipException(ResultReason.MISSING_INITIALIZATION_VECTOR, "the key wrapping data lack the IV/Counter/Nonce");
        } else {
            cipher.init(direction, key, mode == BlockCipherMode.CBC ? new IvParameterSpec(iv)
                    : new GCMParameterSpec(tagBytes * Byte.SIZE, iv));
        }
        return cipher;
    }

    private static KmipException unsupported(String what) {
        return new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "wrapping with " + what + " is not supported");
    }
}
