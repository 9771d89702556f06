package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.hsm.KeyWrap;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyInformation;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.EncodingOption;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.WrappingMethod;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.Identifiers;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.KeyWrapRules;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * How a key is, or was, wrapped under another (KMIP 1.4 sections 2.1.5 and 2.1.6, KMIP 2.1 sections 3.3 and 7.18): by encryption with
 * AES-KW or AES-KWP. What is asked for and cannot be done is refused, never passed over.
 */
class WrappingChoice implements KeyWrapRules {

    private final Call call;
    private final KeyInformation encryption;
    private final EncodingOption encoding;
    private final Function<ManagedObject, ObjectAttributes> attributes;

    /** @param attributes of an object of the store */
    WrappingChoice(Call call, WrappingMethod method, KeyInformation encryption, KeyInformation macSignatureKey, EncodingOption encoding,
            Function<ManagedObject, ObjectAttributes> attributes) {
        if (method != WrappingMethod.ENCRYPT || macSignatureKey != null) {
            throw new KmipException(ResultReason.KEY_WRAP_TYPE_NOT_SUPPORTED, "Wrapping Method " + method.text()
                    + (macSignatureKey == null ? "" : " with MAC/Signature Key Information") + " is not served; there is Encrypt");
        }
        if (encryption == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Encryption Key Information is missing; Wrapping Method Encrypt needs it");
        }
        this.call = call;
        this.encryption = encryption;
        this.encoding = encoding;
        this.attributes = attributes;
    }

    final Call call() {
        return call;
    }

    final ObjectAttributes attributes(ManagedObject object) {
        return attributes.apply(object);
    }

    final KeyInformation encryption() {
        return encryption;
    }

    final EncodingOption encoding() {
        return encoding;
    }

    /** Whether the bytes of the key are wrapped, and not their encoding. */
    final boolean unencoded() {
        return encoding == EncodingOption.NO_ENCODING;
    }

    /** The key that wraps. */
    final UUID wrappingKey() {
        return Identifiers.parse(call.identifiers().resolve(encryption.identifier()))
                .orElseThrow(() -> new KmipException(ResultReason.WRAPPING_OBJECT_NOT_FOUND, "no wrapping key has this Unique Identifier"));
    }

    @Override
    public KeyWrap method(ManagedObject wrappingKey) {
        return ObjectHandler.decide(() -> {
            ObjectAttributes key = attributes(wrappingKey);
            Integer algorithm = key.cryptography().algorithm();
            if (key.objectType() != ObjectType.SYMMETRIC_KEY || algorithm == null || algorithm != CryptographicAlgorithm.AES.code()) {
                throw new KmipException(call.reason(ResultReason.ILLEGAL_OPERATION, ResultReason.INVALID_OBJECT_TYPE),
                        "the wrapping key is no Symmetric Key for AES");
            }
            if (!key.instances(AttributeType.USAGE_LIMITS).isEmpty()) {
                throw new KmipException(ResultReason.PERMISSION_DENIED,
                        "the wrapping key has Usage Limits, of which no allocation can be obtained here");
            }
            return method(parameters(key));
        });
    }

    private static KeyWrap method(CryptographicParameters parameters) {
        BlockCipherMode mode = parameters.blockCipherMode();
        if (parameters.cryptographicAlgorithm() != null && parameters.cryptographicAlgorithm() != CryptographicAlgorithm.AES) {
            throw new KmipException(ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS, "the wrapping key is for AES, not for "
                    + parameters.cryptographicAlgorithm().text());
        }
        if (mode == BlockCipherMode.NISTKEYWRAP) {
            return KeyWrap.AES_KW;
        }
        if (mode == BlockCipherMode.AESKEYWRAPPADDING) {
            return KeyWrap.AES_KWP;
        }
        throw new KmipException(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, "Block Cipher Mode "
                + (mode == null ? "(none)" : mode.text()) + " does not wrap keys here; there are NISTKeyWrap and AESKeyWrapPadding");
    }

    /** KMIP 1.4 section 2.1.6: those that are stated must be among the key's own; else the key's first are meant. */
    private CryptographicParameters parameters(ObjectAttributes key) {
        List<CryptographicParameters> own = key.instances(AttributeType.CRYPTOGRAPHIC_PARAMETERS).stream()
                .sorted(Comparator.comparingInt(Attribute::indexOrZero)).map(one -> CryptographicParameters.from(one.value())).toList();
        CryptographicParameters stated = encryption.parameters();
        return own.stream().filter(one -> stated == null || items(one).containsAll(items(stated))).findFirst()
                .orElseThrow(() -> new KmipException(call.reason(ResultReason.ITEM_NOT_FOUND, ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS),
                        stated == null ? "the wrapping key has no Cryptographic Parameters, and the request states none"
                                : "the Cryptographic Parameters stated are not among those of the wrapping key"));
    }

    private static List<?> items(CryptographicParameters parameters) {
        return parameters.toStructure(Tag.CRYPTOGRAPHIC_PARAMETERS).items();
    }

    @Override
    public KeyMaterial plain(ManagedObject object, KeyMaterial opened) {
        throw new IllegalStateException("nothing is wrapped by this");
    }

    @Override
    public final KeyMaterial bare(ManagedObject wrappingKey, KeyMaterial opened) {
        io.lumenvault.kmip.object.ManagedObject key = Material.open(opened, attributes(wrappingKey));
        KeyBlock block = key.keyBlock();
        return KeyMaterial.owning(block.material().orElseThrow(() -> new KmipRefusal(new KmipException(
                ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, "the wrapping key is not there as bytes"))));
    }
}
