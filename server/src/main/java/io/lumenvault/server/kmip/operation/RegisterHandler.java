package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Register;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.cryptography.KeyCheck;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Register (KMIP 1.4 section 4.3, KMIP 2.1 section 6.1.43): keeps an object that the client made, exactly as given, once it is what
 * it is said to be; a wrapped key as {@link WrappedRegistration} says.
 */
final class RegisterHandler extends ObjectHandler<Register.Request> {

    /** Every object type; Template in 1.x alone, which the codec sees to. */
    static final Set<ObjectType> OBJECT_TYPES = EnumSet.allOf(ObjectType.class);

    private static final Set<ObjectType> KEYS = EnumSet.of(ObjectType.SYMMETRIC_KEY, ObjectType.PUBLIC_KEY,
            ObjectType.PRIVATE_KEY, ObjectType.SPLIT_KEY);

    private static final Set<KeyFormatType> SYMMETRIC = EnumSet.of(KeyFormatType.RAW, KeyFormatType.TRANSPARENT_SYMMETRIC_KEY);

    /** Two mebibytes: longer than any key there is. */
    private static final int MOST_BITS = 1 << 24;

    private final LinkGroups links;
    private final WrappedRegistration wrapped;

    RegisterHandler(Vault vault, LinkGroups links) {
        super(Operation.REGISTER, Register.Request.class, vault);
        this.links = links;
        this.wrapped = new WrappedRegistration(vault, this::attributes);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Register.Request request) {
        ManagedObject object = request.object();
        if (object.keyBlock() != null && object.keyBlock().wrapping() != null) {
            request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
            UUID wrappedKey = vault().newIdentifier();
            wrapped.take(call, wrappedKey, object, request.protectionStorageMasks(),
                    created -> NewAttributes.give(created, request.attributes(), call, vault().now()));
            return new Register.Response(wrappedKey.toString());
        }
        ProtectionStorage.requireOneOf(request.protectionStorageMasks());
        requirePlain(object.keyBlock());
        UUID uid = vault().newIdentifier();
        Instant now = vault().now();
        MaterialForm form = Material.form(object);
        ObjectAttributes created = ObjectAttributes.ofNew(uid, object.objectType(), form, now);
        request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        if (object instanceof ManagedObject.Template template) {
            template.attributes().forEach(wanted -> links.requireNone(wanted, call.principal()));
            TemplateContent.give(created, request.attributes(), template, call, now);
        } else {
            NewAttributes.give(created, request.attributes(), call, now);
            describe(created, object, true);
        }
        NewAttributes.requireConstraints(created, call);
        try (KeyMaterial material = Material.seal(object, form)) {
            vault().store(call.request(), created.toNewObject(call.principal().name()), material);
        }
        call.changes().created(uid);
        return new Register.Response(uid.toString());
    }

    private static void requirePlain(KeyBlock block) {
        if (block == null) {
            return;
        }
        if (block.value() == null) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "a key without Key Value cannot be registered");
        }
    }

    /** Sets what the object itself says. @param digest whether its digest is made, too */
    static void describe(ObjectAttributes created, ManagedObject object, boolean digest) {
        if (object.keyBlock() != null) {
            describeKey(created, object.keyBlock());
        }
        switch (object) {
            case ManagedObject.Certificate certificate -> CertificateAttributes.describe(created, certificate);
            case ManagedObject.OpaqueObject opaque -> created.set(AttributeType.OPAQUE_DATA_TYPE,
                    new Item.Enumeration(AttributeType.OPAQUE_DATA_TYPE.tag(), opaque.type()));
            case ManagedObject.SplitKey split -> SplitParts.requireNumbers(split);
            default -> { }
        }
        if (KEYS.contains(object.objectType())) {
            NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_ALGORITHM);
            NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_LENGTH);
            NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_USAGE_MASK);
            requireLength(created.cryptography().length());
        }
        if (digest) {
            created.add(AttributeType.DIGEST, Material.digest(object));
        }
    }

    private static void describeKey(ObjectAttributes created, KeyBlock block) {
        NewAttributes.settle(created, block.algorithm(), block.length());
        if (SYMMETRIC.contains(block.format()) && created.cryptography().length() != null
                && created.objectType() == ObjectType.SYMMETRIC_KEY && block.algorithm() != CryptographicAlgorithm.TRIPLE_DES) {
            requireLength(created.cryptography().length(), block.material().orElseThrow(() -> new KmipException(
                    ResultReason.INVALID_FIELD, "Key Material of Key Format Type " + block.format().text() + " is not what it must be")));
        }
        if (created.objectType() == ObjectType.PRIVATE_KEY || created.objectType() == ObjectType.PUBLIC_KEY) {
            KeyCheck.require(block, created.objectType() == ObjectType.PRIVATE_KEY, algorithm(created), created.cryptography().length());
        }
        if (created.form() != MaterialForm.RAW) {
            created.set(AttributeType.KEY_FORMAT_TYPE,
                    new Item.Enumeration(AttributeType.KEY_FORMAT_TYPE.tag(), block.format().code()));
        }
    }

    private static CryptographicAlgorithm algorithm(ObjectAttributes created) {
        Integer code = created.cryptography().algorithm();
        return code == null ? null : Enumerations.find(CryptographicAlgorithm.class, code).orElse(null);
    }

    /** Where nothing can be compared with it, it is what the client says. */
    private static void requireLength(int bits) {
        if (bits < 0 || bits > MOST_BITS) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length is " + bits + " bits; allowed are 0 to " + MOST_BITS);
        }
    }

    private static void requireLength(int bits, byte[] material) {
        if (bits != material.length * Byte.SIZE) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length is " + bits + " bits, but the key has "
                    + material.length * Byte.SIZE);
        }
    }
}
