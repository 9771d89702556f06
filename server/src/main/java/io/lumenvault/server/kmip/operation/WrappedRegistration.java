package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.StorageClass;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.KeyValue;
import io.lumenvault.kmip.object.KeyWrappingData;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Register and Import of a key that comes wrapped under another key of the client: it is unwrapped inside the HSM, and kept in storage class
 * translate. A wrapped key is not kept as it came, since nothing could be said of what is in it.
 */
final class WrappedRegistration {

    private final Vault vault;
    private final Function<io.lumenvault.db.object.ManagedObject, ObjectAttributes> attributes;

    WrappedRegistration(Vault vault, Function<io.lumenvault.db.object.ManagedObject, ObjectAttributes> attributes) {
        this.vault = vault;
        this.attributes = attributes;
    }

    /**
     * Takes a wrapped key.
     *
     * @param storageMasks the acceptable Protection Storage Masks, in order of preference
     * @param give gives the new object the attributes of the request
     */
    void take(Call call, UUID uid, ManagedObject object, List<Integer> storageMasks, Consumer<ObjectAttributes> give) {
        KeyBlock block = object.keyBlock();
        if (!(object instanceof ManagedObject.SymmetricKey) || !(block.value() instanceof KeyValue.Wrapped wrapped)) {
            throw new KmipException(ResultReason.KEY_WRAP_TYPE_NOT_SUPPORTED, "only a Symmetric Key can be taken wrapped");
        }
        KeyWrappingData data = block.wrapping();
        WrappingChoice choice = new WrappingChoice(call, data.method(), data.encryption(), data.macSignatureKey(), data.encoding(),
                attributes);
        if (!choice.unencoded()) {
            throw new KmipException(ResultReason.ENCODING_OPTION_ERROR,
                    "the key is unwrapped inside the HSM, where nothing is decoded: wrap it with Encoding Option No Encoding");
        }
        if (block.format() != KeyFormatType.RAW || block.compression() != null) {
            throw new KmipException(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, "a wrapped key is taken in Key Format Type Raw");
        }
        ObjectAttributes created = ObjectAttributes.ofNew(uid, object.objectType(), MaterialForm.RAW, vault.now());
        give.accept(created);
        NewAttributes.settle(created, block.algorithm(), block.length());
        NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_ALGORITHM);
        NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_LENGTH);
        NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_USAGE_MASK);
        NewAttributes.requireConstraints(created, call);
        CryptographicAlgorithm algorithm = Enumerations.find(CryptographicAlgorithm.class, created.cryptography().algorithm())
                .orElseThrow();
        int bits = SymmetricKeySizes.bits(algorithm, created.cryptography().length());
        String owner = call.principal().name();
        StorageClass storage = vault.internal().storageClass(call.request(), () -> created.toNewObject(owner),
                ProtectionStorage.wanted(storageMasks));
        if (storage != StorageClass.TRANSLATE) {
            throw new KmipException(ResultReason.KEY_WRAP_TYPE_NOT_SUPPORTED, "a wrapped key can be taken in storage class translate"
                    + " only; this one would be of storage class " + storage.text());
        }
        HsmKeyAttributes.describe(created, storage, algorithm);
        vault.wrapped().take(call.request(), created.toNewObject(owner), bits, wrapped.bytes(), choice.wrappingKey(), choice);
        call.changes().created(uid);
    }
}
