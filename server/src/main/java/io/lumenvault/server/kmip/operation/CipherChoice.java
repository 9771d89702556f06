package io.lumenvault.server.kmip.operation;

import io.lumenvault.hsm.AesCipher;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.payload.StreamPosition;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.PaddingMethod;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How AES is to be used, by the Cryptographic Parameters of the request or else of the key (KMIP 1.4 sections 3.6, 4.29, 4.30). What
 * the parameters ask for and this cannot do is refused, never passed over.
 */
final class CipherChoice {

    private static final byte[] NONE = new byte[0];
    private static final int LONGEST_TAG = 16;
    private static final int BLOCK_BYTES = 16;
    private static final int GCM_IV_BYTES = 12;

    private CipherChoice() {}

    /** The cipher for an encryption; {@code random} makes the IV where the parameters ask the server for one. */
    static AesCipher encrypting(ObjectAttributes key, CryptographicParameters said, byte[] iv, byte[] additional, IntFunction<byte[]> random) {
        CryptographicParameters parameters = parameters(key, said);
        AesCipher.Mode mode = mode(parameters);
        byte[] used = iv != null ? iv : mode == AesCipher.Mode.ECB ? NONE : random.apply(randomIvBytes(parameters, mode));
        return cipher(mode, parameters, used, additional, tagBytes(parameters, mode));
    }

    /** The cipher for a decryption; the tag is as long as the one that is given. */
    static AesCipher decrypting(ObjectAttributes key, CryptographicParameters said, byte[] iv, byte[] additional, byte[] tag) {
        CryptographicParameters parameters = parameters(key, said);
        AesCipher.Mode mode = mode(parameters);
        if (mode == AesCipher.Mode.GCM && tag == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Authenticated Encryption Tag is missing; GCM needs it");
        }
        return cipher(mode, parameters, iv == null ? NONE : iv, additional, tag == null ? 0 : tag.length);
    }

    /** Refuses what is not served of these operations, whatever the key. */
    static void requireServable(Call call, byte[] data, StreamPosition stream, byte[] tag, CryptographicParameters said) {
        if (stream != null) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "operations of several requests are not served: send all data in one");
        }
        if (data == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Data is missing; it must be given");
        }
        boolean gcm = tag != null || said != null && said.blockCipherMode() == BlockCipherMode.GCM;
        if (gcm && call.version().compareTo(ProtocolVersion.V1_4) < 0) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "GCM needs KMIP 1.4 or later, where the Authenticated Encryption Tag has a field");
        }
    }

    private static AesCipher cipher(AesCipher.Mode mode, CryptographicParameters parameters, byte[] iv, byte[] additional, int tagBytes) {
        requireSame("IV Length", parameters.ivLength(), iv.length * Byte.SIZE);
        requireSame("Tag Length", mode == AesCipher.Mode.GCM ? parameters.tagLength() : null, tagBytes);
        try {
            return new AesCipher(mode, iv, additional == null ? NONE : additional, tagBytes);
        } catch (IllegalArgumentException wrong) {
            throw new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, wrong.getMessage());
        }
    }

    private static void requireSame(String what, Integer said, int actual) {
        if (said != null && said != actual) {
            throw new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, what + " is said to be " + said + "; it is " + actual);
        }
    }

    private static CryptographicParameters parameters(ObjectAttributes key, CryptographicParameters said) {
        if (!key.instances(AttributeType.USAGE_LIMITS).isEmpty()) {
            throw new KmipException(ResultReason.PERMISSION_DENIED, "the key has Usage Limits, of which no allocation can be obtained here");
        }
        if (said != null) {
            return said;
        }
        List<Attribute> own = key.instances(AttributeType.CRYPTOGRAPHIC_PARAMETERS);
        return own.stream().min(Comparator.comparingInt(Attribute::indexOrZero)).map(attribute -> CryptographicParameters.from(attribute.value()))
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                        "Cryptographic Parameters are missing; neither the request nor the key says how AES is to be used"));
    }

    private static AesCipher.Mode mode(CryptographicParameters parameters) {
        CryptographicAlgorithm algorithm = parameters.cryptographicAlgorithm();
        if (algorithm != null && algorithm != CryptographicAlgorithm.AES) {
            throw new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, "the key is for AES, not for " + algorithm.text());
        }
        BlockCipherMode mode = parameters.blockCipherMode();
        PaddingMethod padding = parameters.paddingMethod() == null ? PaddingMethod.NONE : parameters.paddingMethod();
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
        throw new KmipException(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, "Block Cipher Mode " + (mode == null ? "(none)" : mode.text())
                + " with Padding Method " + padding.text() + " is not served; there are GCM, CBC and ECB with None, and CBC with PKCS5");
    }

    private static int randomIvBytes(CryptographicParameters parameters, AesCipher.Mode mode) {
        if (!Boolean.TRUE.equals(parameters.randomIv())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "IV/Counter/Nonce is missing; give it, or ask for it by Random IV");
        }
        if (mode != AesCipher.Mode.GCM) {
            return BLOCK_BYTES;
        }
        // NIST SP 800-38D clause 8.2.2: a random one has 96 bits or more.
        int bits = parameters.ivLength() == null ? GCM_IV_BYTES * Byte.SIZE : parameters.ivLength();
        if (bits < GCM_IV_BYTES * Byte.SIZE || bits > BLOCK_BYTES * Byte.SIZE || bits % Byte.SIZE != 0) {
            throw new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, "IV Length is " + bits + "; a random one for GCM has 96 to 128 bits");
        }
        return bits / Byte.SIZE;
    }

    private static int tagBytes(CryptographicParameters parameters, AesCipher.Mode mode) {
        if (mode != AesCipher.Mode.GCM) {
            return 0;
        }
        return parameters.tagLength() == null ? LONGEST_TAG : parameters.tagLength();
    }
}
