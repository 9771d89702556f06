package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SecretDataType;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.cryptography.Derivation;
import io.lumenvault.server.vault.Derived;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A Symmetric Key or Secret Data that the server calculates out of keys, or draws. Its own attributes decide whether it is Sensitive and
 * Extractable, not those of the keys: none of the calculations can be turned round.
 */
final class DerivedObject {

    private final Call call;
    private final UUID uid;
    private final ObjectType type;
    private final Attributes wanted;
    private final Instant now;
    private final boolean tripleDes;
    private final int bits;

    /**
     * Checks what is asked for.
     *
     * @param tripleDes whether keys for 3DES are made
     * @throws KmipException where no such object is made
     */
    DerivedObject(Call call, UUID uid, ObjectType type, Attributes wanted, Instant now, boolean tripleDes) {
        if (type != ObjectType.SYMMETRIC_KEY && type != ObjectType.SECRET_DATA) {
            throw new KmipException(call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE),
                    "a Symmetric Key or Secret Data is derived, not a " + type.text());
        }
        this.call = call;
        this.uid = uid;
        this.type = type;
        this.wanted = wanted;
        this.now = now;
        this.tripleDes = tripleDes;
        this.bits = bits(attributes());
    }

    private ObjectAttributes attributes() {
        MaterialForm form = type == ObjectType.SYMMETRIC_KEY ? MaterialForm.RAW : MaterialForm.ENCODED;
        ObjectAttributes created = ObjectAttributes.ofNew(uid, type, form, now);
        NewAttributes.give(created, wanted, call, now);
        NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_LENGTH);
        KeyFormat.of(created).filter(format -> format != KeyFormatType.RAW).ifPresent(format -> {
            throw new KmipException(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, "keys are derived in Key Format Type Raw");
        });
        return created;
    }

    private int bits(ObjectAttributes created) {
        int length = created.cryptography().length();
        if (type == ObjectType.SYMMETRIC_KEY) {
            NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_ALGORITHM);
            NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_USAGE_MASK);
            return isTripleDes(created) ? TripleDes.bits(length) : SymmetricKeySizes.bits(algorithm(created), length);
        }
        if (length < Byte.SIZE || length % Byte.SIZE != 0 || length > Derivation.MOST_BYTES * Byte.SIZE) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length " + length + " of Secret Data; allowed are "
                    + "multiples of 8 up to " + Derivation.MOST_BYTES * Byte.SIZE + " bits");
        }
        return length;
    }

    private boolean isTripleDes(ObjectAttributes created) {
        return tripleDes && algorithm(created) == CryptographicAlgorithm.TRIPLE_DES;
    }

    private static CryptographicAlgorithm algorithm(ObjectAttributes created) {
        Integer code = created.cryptography().algorithm();
        return code == null ? null : Enumerations.find(CryptographicAlgorithm.class, code).orElseThrow();
    }

    /** How many bytes are to be derived. */
    int bytes() {
        return type == ObjectType.SYMMETRIC_KEY && isTripleDes(attributes()) ? TripleDes.bytes(bits) : bits / Byte.SIZE;
    }

    /** The object with the bytes that were derived, which it takes over. @param from what they were derived from; none where they are random */
    Derived of(byte[] derived, List<UUID> from) {
        ObjectAttributes created = attributes();
        CryptographicAlgorithm algorithm = algorithm(created);
        KeyBlock block = KeyBlock.of(KeyFormatType.RAW,
                type == ObjectType.SYMMETRIC_KEY && isTripleDes(created) ? TripleDes.setParity(derived) : derived, algorithm, bits);
        ManagedObject object = type == ObjectType.SYMMETRIC_KEY ? new ManagedObject.SymmetricKey(block)
                : new ManagedObject.SecretData(SecretDataType.SEED, block);
        try {
            RegisterHandler.describe(created, object, true);
            Origin.describe(created, now);
            from.forEach(key -> ObjectLinks.add(created, LinkType.DERIVATION_BASE_OBJECT_LINK, key));
            if (type == ObjectType.SYMMETRIC_KEY) {
                QuantumSafe.require(algorithm, bits, created);
            }
            NewAttributes.requireConstraints(created, call);
            return new Derived(created.toNewObject(call.principal().name()), Material.seal(object, created.form()));
        } finally {
            object.wipe();
        }
    }
}
