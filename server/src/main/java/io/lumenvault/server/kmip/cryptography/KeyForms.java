package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.EnumSet;
import java.util.Set;

/** Public and private keys in other Key Format Types than the one in which they are kept (KMIP 2.1 section 6.1.20). */
public final class KeyForms {

    private static final Set<KeyFormatType> RSA_PRIVATE = EnumSet.of(KeyFormatType.PKCS_1, KeyFormatType.PKCS_8,
            KeyFormatType.TRANSPARENT_RSA_PRIVATE_KEY);
    private static final Set<KeyFormatType> RSA_PUBLIC = EnumSet.of(KeyFormatType.PKCS_1, KeyFormatType.X_509,
            KeyFormatType.TRANSPARENT_RSA_PUBLIC_KEY);
    private static final Set<KeyFormatType> EC_PRIVATE = EnumSet.of(KeyFormatType.PKCS_8, KeyFormatType.ECPRIVATEKEY,
            KeyFormatType.TRANSPARENT_EC_PRIVATE_KEY, KeyFormatType.TRANSPARENT_ECDSA_PRIVATE_KEY, KeyFormatType.TRANSPARENT_ECDH_PRIVATE_KEY);
    private static final Set<KeyFormatType> EC_PUBLIC = EnumSet.of(KeyFormatType.X_509, KeyFormatType.TRANSPARENT_EC_PUBLIC_KEY,
            KeyFormatType.TRANSPARENT_ECDSA_PUBLIC_KEY, KeyFormatType.TRANSPARENT_ECDH_PUBLIC_KEY);
    private static final Set<KeyFormatType> BYTES_PRIVATE = EnumSet.of(KeyFormatType.PKCS_8, KeyFormatType.RAW);
    private static final Set<KeyFormatType> BYTES_PUBLIC = EnumSet.of(KeyFormatType.X_509, KeyFormatType.RAW);

    private KeyForms() {}

    /**
     * Whether a key of the algorithm that is kept in a format can be given in another, as far as that can be said without seeing it: a
     * key on a curve without a name in KMIP, for example, has no transparent format.
     *
     * @param secret whether it is a private key
     * @param algorithm what it is for, or null
     */
    public static boolean convertible(boolean secret, CryptographicAlgorithm algorithm, KeyFormatType kept, KeyFormatType wanted) {
        Set<KeyFormatType> formats = formats(secret, algorithm);
        return formats.contains(kept) && formats.contains(wanted);
    }

    private static Set<KeyFormatType> formats(boolean secret, CryptographicAlgorithm algorithm) {
        return switch (algorithm) {
            case RSA -> secret ? RSA_PRIVATE : RSA_PUBLIC;
            case EC, ECDSA, ECDH -> secret ? EC_PRIVATE : EC_PUBLIC;
            case null -> Set.of();
            default -> PostQuantum.oid(algorithm).isEmpty() ? Set.of() : secret ? BYTES_PRIVATE : BYTES_PUBLIC;
        };
    }

    /**
     * The key in another format, with the attributes that are in its Key Value; the caller wipes both.
     *
     * @throws KmipException with Key Format Type Not Supported where this key has no such format
     */
    public static KeyBlock convert(KeyBlock block, boolean secret, KeyFormatType wanted) {
        try (AsymmetricKey key = KeyReading.read(block, secret)) {
            KeyBlock other = KeyWriting.write(key, wanted, block.algorithm(), block.length());
            KeyValue.Plain material = (KeyValue.Plain) other.value();
            return new KeyBlock(wanted, null, new KeyValue.Plain(material.material(), ((KeyValue.Plain) block.value()).attributes()),
                    block.algorithm(), block.length(), null);
        } catch (KmipException refused) {
            throw new KmipException(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, "the key cannot be given in Key Format Type " + wanted.text()
                    + ": " + refused.getMessage());
        }
    }
}
