package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.StorageClass;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.attribute.Sensitivity;

/**
 * What the attributes of a key say that the HSM makes and uses. Nobody sees its value, so it has no Digest (KMIP 1.4 section 3.17). It
 * is Sensitive: it is never given out in the clear; one of storage class internal is not Extractable either.
 */
final class HsmKeyAttributes {

    private HsmKeyAttributes() {}

    /** @throws KmipException where such a key cannot be held in this storage class */
    static void describe(ObjectAttributes created, StorageClass storage, CryptographicAlgorithm algorithm) {
        if (algorithm != CryptographicAlgorithm.AES) {
            throw new KmipException(ResultReason.PROTECTION_STORAGE_UNAVAILABLE,
                    "only AES keys can be held by the HSM (storage class " + storage.text() + "), not " + algorithm.text());
        }
        set(created, AttributeType.SENSITIVE, true);
        if (storage == StorageClass.INTERNAL) {
            set(created, AttributeType.EXTRACTABLE, false);
        }
        Sensitivity.settle(created);
        created.set(AttributeType.PROTECTION_STORAGE_MASK,
                new Item.Int(AttributeType.PROTECTION_STORAGE_MASK.tag(), ProtectionStorage.mask(storage)));
    }

    private static void set(ObjectAttributes created, AttributeType type, boolean value) {
        created.set(type, new Item.Bool(type.tag(), value));
    }
}
