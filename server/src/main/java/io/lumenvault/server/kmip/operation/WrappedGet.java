package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.StorageClass;
import io.lumenvault.hsm.KeyWrap;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyInformation;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.object.KeyWrappingData;
import io.lumenvault.kmip.object.KeyWrappingSpecification;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.EncodingOption;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.WrappingMethod;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.OpenedObject;
import java.util.Arrays;
import java.util.function.Function;

/** A Get that asks for a wrapped key. One for each request. */
final class WrappedGet extends WrappingChoice {

    private final KeyFormatType format;
    /** The object whose key is wrapped; what it holds of the key is wiped. */
    private ManagedObject leaving;

    WrappedGet(Call call, Get.Request request, Function<io.lumenvault.db.object.ManagedObject, ObjectAttributes> attributes) {
        this(call, request.wrapping(), request.keyFormat(), attributes);
    }

    private WrappedGet(Call call, KeyWrappingSpecification wanted, KeyFormatType format,
            Function<io.lumenvault.db.object.ManagedObject, ObjectAttributes> attributes) {
        super(call, wanted.method(), wanted.encryption(), wanted.macSignatureKey(), wanted.encoding(), attributes);
        this.format = format;
        if (!wanted.attributeNames().isEmpty()) {
            throw new KmipException(wanted.encoding() == EncodingOption.NO_ENCODING ? ResultReason.ENCODING_OPTION_ERROR
                    : ResultReason.FEATURE_NOT_SUPPORTED, "attributes cannot be wrapped with the key");
        }
    }

    /** Refuses what cannot leave as asked, before anything is opened. */
    void requireServable(io.lumenvault.db.object.ManagedObject object) {
        if (object.storageClass() != StorageClass.TRANSLATE) {
            return;
        }
        if (!unencoded()) {
            throw new KmipException(ResultReason.ENCODING_OPTION_ERROR,
                    "the key is wrapped inside the HSM, where nothing is encoded: ask for Encoding Option No Encoding");
        }
        if (format != null && format != KeyFormatType.RAW) {
            throw new KmipException(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, "the key is wrapped in Key Format Type Raw");
        }
        leaving = new ManagedObject.SymmetricKey(new KeyBlock(KeyFormatType.RAW, null, null, CryptographicAlgorithm.AES,
                object.cryptography().length(), null));
    }

    @Override
    public KeyMaterial plain(io.lumenvault.db.object.ManagedObject object, KeyMaterial opened) {
        ManagedObject own = Material.open(opened, attributes(object));
        leaving = own;
        try {
            return ObjectHandler.decide(() -> {
                leaving = GivenFormat.convert(own, format);
                return KeyMaterial.owning(plain(leaving.keyBlock()));
            });
        } finally {
            own.wipe();
            leaving.wipe();
        }
    }

    private byte[] plain(KeyBlock block) {
        if (block == null || !(block.value() instanceof KeyValue.Plain value)) {
            throw new KmipException(call().reason(ResultReason.ILLEGAL_OPERATION, ResultReason.INVALID_OBJECT_TYPE),
                    "a " + leaving.objectType().text() + " is not wrapped: it has no key");
        }
        byte[] bytes = unencoded() ? unencoded(block, value) : TtlvWriter.write(value.toItem(call().version()));
        if (!KeyWrap.takes(bytes.length)) {
            Arrays.fill(bytes, (byte) 0);
            throw new KmipException(ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS, "a key of " + bytes.length
                    + " bytes cannot be wrapped; there must be 16 or more, in whole units of 8");
        }
        return bytes;
    }

    private static byte[] unencoded(KeyBlock block, KeyValue.Plain value) {
        if (!value.attributes().isEmpty() || !(value.material() instanceof Item.Bytes)) {
            throw new KmipException(ResultReason.ENCODING_OPTION_ERROR,
                    "only a key that is a Byte String, without attributes, is wrapped unencoded");
        }
        return block.material().orElseThrow().clone();
    }

    /** The object with its wrapped key. */
    ManagedObject wrapped(OpenedObject opened) {
        KeyBlock block = leaving.keyBlock();
        KeyInformation by = new KeyInformation(UniqueIdentifier.of(wrappingKey().toString()), encryption().parameters());
        KeyBlock wrapped = new KeyBlock(block.format(), block.compression(), new KeyValue.Wrapped(opened.material().lend(byte[]::clone)),
                block.algorithm(), block.length(), new KeyWrappingData(WrappingMethod.ENCRYPT, by, null, null, null, encoding()));
        return switch (leaving) {
            case ManagedObject.SymmetricKey _ -> new ManagedObject.SymmetricKey(wrapped);
            case ManagedObject.PrivateKey _ -> new ManagedObject.PrivateKey(wrapped);
            case ManagedObject.PublicKey _ -> new ManagedObject.PublicKey(wrapped);
            case ManagedObject.SecretData secret -> new ManagedObject.SecretData(secret.type(), wrapped);
            case ManagedObject.SplitKey split -> new ManagedObject.SplitKey(split.parts(), split.partIdentifier(), split.threshold(),
                    split.method(), split.primeFieldSize(), wrapped);
            case ManagedObject.PgpKey pgp -> new ManagedObject.PgpKey(pgp.version(), wrapped);
            default -> throw new IllegalStateException("a " + leaving.objectType().text() + " has no key");
        };
    }
}
