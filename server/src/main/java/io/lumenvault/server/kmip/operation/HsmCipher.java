package io.lumenvault.server.kmip.operation;

import io.lumenvault.hsm.AesCipher;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.cryptography.MessageOperation;
import io.lumenvault.server.kmip.cryptography.SymmetricUse;
import io.lumenvault.server.vault.HeldKey;
import java.util.Arrays;

/** AES inside the HSM, which works on whole messages: parts are held until the last. */
final class HsmCipher implements MessageOperation {

    private static final byte[] NONE = new byte[0];
    private static final int LONGEST_TAG = 16;

    private final HeldKey key;
    private final AesCipher cipher;
    private final SymmetricUse use;
    private byte[] parts = NONE;
    private byte[] tag;

    HsmCipher(HeldKey key, SymmetricUse use) {
        this.key = key;
        this.use = use;
        this.cipher = cipher(use);
    }

    private static AesCipher cipher(SymmetricUse use) {
        CryptographicParameters parameters = use.parameters();
        AesCipher.Mode mode = mode(use.algorithm(), parameters);
        byte[] iv = use.iv() == null ? NONE : use.iv();
        if (use.iv() == null && mode != AesCipher.Mode.ECB) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "IV/Counter/Nonce is missing; give it, or have an encryption make it by Random IV");
        }
        if (parameters.ivLength() != null && parameters.ivLength() != iv.length * Byte.SIZE) {
            throw bad("IV Length is said to be " + parameters.ivLength() + " bits; it is " + iv.length * Byte.SIZE);
        }
        if (use.tag() != null && mode != AesCipher.Mode.GCM) {
            throw bad("Authenticated Encryption Tag is for GCM");
        }
        int tagBytes = mode == AesCipher.Mode.GCM ? tagBytes(use) : 0;
        try {
            return new AesCipher(mode, iv, use.additional() == null ? NONE : use.additional(), tagBytes);
        } catch (IllegalArgumentException wrong) {
            throw bad(wrong.getMessage());
        }
    }

    private static AesCipher.Mode mode(CryptographicAlgorithm algorithm, CryptographicParameters parameters) {
        CryptographicAlgorithm said = parameters.cryptographicAlgorithm();
        if (said != null && said != algorithm) {
            throw bad("the key is for " + algorithm.text() + ", not for " + said.text());
        }
        if (parameters.blockCipherMode() == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Block Cipher Mode is missing; neither the request nor the key says it");
        }
        PaddingMethod padding = parameters.paddingMethod() == null ? PaddingMethod.NONE : parameters.paddingMethod();
        BlockCipherMode mode = parameters.blockCipherMode();
        if (mode == BlockCipherMode.CBC && padding == PaddingMethod.PKCS5) {
            return AesCipher.Mode.CBC_PAD;
        }
        if (padding == PaddingMethod.NONE && mode == BlockCipherMode.CBC) {
            return AesCipher.Mode.CBC;
        }
        if (padding == PaddingMethod.NONE && mode == BlockCipherMode.ECB) {
            return AesCipher.Mode.ECB;
        }
        if (padding == PaddingMethod.NONE && mode == BlockCipherMode.GCM) {
            return AesCipher.Mode.GCM;
        }
        throw new KmipException(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, "the HSM has AES in ECB and GCM without padding, "
                + "and in CBC without padding or with PKCS5; not " + mode.text() + " with " + padding.text());
    }

    private static int tagBytes(SymmetricUse use) {
        if (!use.encrypts() && use.tag() == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Authenticated Encryption Tag is missing; it must be given");
        }
        Integer said = use.parameters().tagLength();
        int bytes = use.tag() != null ? use.tag().length : said == null ? LONGEST_TAG : said;
        if (said != null && said != bytes) {
            throw bad("Tag Length is said to be " + said + " bytes; it is " + bytes);
        }
        if (bytes < 12 || bytes > LONGEST_TAG) {
            throw new KmipException(ResultReason.GENERAL_FAILURE, "Tag Length is " + bytes + " bytes; allowed are 12 to 16");
        }
        return bytes;
    }

    private static KmipException bad(String message) {
        return new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, message);
    }

    @Override
    public byte[] update(byte[] part) {
        byte[] longer = joined(parts, part);
        abandon();
        parts = longer;
        return NONE;
    }

    @Override
    public byte[] finish(byte[] part) {
        byte[] message = joined(parts, part);
        abandon();
        try {
            return use.encrypts() ? encrypted(message) : decrypted(message);
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    private byte[] encrypted(byte[] message) {
        byte[] sealed = key.encrypt(cipher, message);
        int length = sealed.length - cipher.tagBytes();
        tag = cipher.tagBytes() == 0 ? null : Arrays.copyOfRange(sealed, length, sealed.length);
        return Arrays.copyOf(sealed, length);
    }

    /** The token expects the tag behind the ciphertext (PKCS#11 v3.0, Current Mechanisms, clause 2.13). */
    private byte[] decrypted(byte[] message) {
        return key.decrypt(cipher, use.tag() == null ? message : joined(message, use.tag()));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public byte[] tag() {
        return tag;
    }

    @Override
    public int held() {
        return parts.length;
    }

    @Override
    public void abandon() {
        Arrays.fill(parts, (byte) 0);
        parts = NONE;
    }
}
