package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject.SymmetricKey;
import io.lumenvault.kmip.payload.Create;
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
import io.lumenvault.server.kmip.attribute.SearchIndex;
import io.lumenvault.server.vault.Derived;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Create (KMIP 1.4 section 4.1, KMIP 2.1 section 6.1.8): a symmetric key from the HSM's random source, or of a QKD link. */
final class CreateHandler extends ObjectHandler<Create.Request> {

    private final LinkGroups links;
    private final boolean tripleDes;

    /** @param tripleDes whether keys for 3DES are made */
    CreateHandler(Vault vault, LinkGroups links, boolean tripleDes) {
        super(Operation.CREATE, Create.Request.class, vault);
        this.links = links;
        this.tripleDes = tripleDes;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Create.Request request) {
        if (request.objectType() == ObjectType.SECRET_DATA && call.version().major() > 1) {
            return secretData(call, request);
        }
        if (request.objectType() != ObjectType.SYMMETRIC_KEY) {
            throw new KmipException(call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE), "Create makes a Symmetric Key or, "
                    + "since 2.0, Secret Data; a " + request.objectType().text() + " can be registered");
        }
        Optional<StorageClass> wanted = ProtectionStorage.wanted(request.protectionStorageMasks());
        UUID uid = vault().newIdentifier();
        Instant now = vault().now();
        Optional<String> link = links.named(request.attributes().list(), call.principal());
        if (link.isPresent()) {
            return drawn(call, request, new LinkKeyCreation(links, call, request, link.get(), uid, now), wanted);
        }
        ObjectAttributes created = ObjectAttributes.ofNew(uid, request.objectType(), MaterialForm.RAW, now);
        NewAttributes.give(created, request.attributes(), call, now);
        NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_USAGE_MASK);
        CryptographicAlgorithm algorithm = algorithm(created);
        boolean des = tripleDes && algorithm == CryptographicAlgorithm.TRIPLE_DES;
        int bits = des ? TripleDes.bits(created.cryptography().length())
                : SymmetricKeySizes.bits(algorithm, created.cryptography().length());
        NewAttributes.settle(created, algorithm, bits);
        settleFormat(created);
        QuantumSafe.require(algorithm, bits, created);
        NewAttributes.requireConstraints(created, call);
        String owner = call.principal().name();
        StorageClass storage = vault().internal().storageClass(call.request(), () -> created.toNewObject(owner), wanted);
        if (storage != StorageClass.EXTERNAL) {
            createInHsm(call, created, storage, algorithm, bits, now);
            call.changes().created(uid);
            return new Create.Response(request.objectType(), uid.toString());
        }
        try (KeyMaterial material = vault().newMaterial(des ? TripleDes.bytes(bits) : bits / Byte.SIZE)) {
            if (des) {
                material.lend(TripleDes::setParity);
            }
            created.add(AttributeType.DIGEST, material.lend(bytes -> Material.digest(
                    new SymmetricKey(KeyBlock.of(KeyFormatType.RAW, bytes, algorithm, bits)))));
            Origin.describe(created, now);
            vault().store(call.request(), created.toNewObject(owner), material);
        }
        call.changes().created(uid);
        return new Create.Response(request.objectType(), uid.toString());
    }

    private ResponsePayload drawn(Call call, Create.Request request, LinkKeyCreation creation, Optional<StorageClass> wanted) {
        creation.requireStorage(wanted);
        creation.names().forEach(name -> requireFree(call, name));
        UUID uid = creation.draw();
        change(call, uid, event -> event, (object, at) -> decide(() -> {
            ObjectAttributes key = attributes(object);
            creation.complete(key);
            return key.toChange(object, at);
        }));
        return new Create.Response(request.objectType(), uid.toString());
    }

    private void requireFree(Call call, Attribute name) {
        ObjectCriteria named = new ObjectCriteria(call.principal().name(), List.of(), null, List.of(), null, null, null, null,
                SearchIndex.entry(name.name(), name.value()).stream().toList(), List.of(), false, null, vault().now(), 0, 1, null);
        if (vault().locating().consult(call.request(), named).isPresent()) {
            throw new KmipException(ResultReason.NON_UNIQUE_NAME_ATTRIBUTE, "a Name is already in use");
        }
    }

    /** The server's random bytes as Secret Data (KMIP 2.1 section 6.1.8). */
    private ResponsePayload secretData(Call call, Create.Request request) {
        ProtectionStorage.requireOneOf(request.protectionStorageMasks());
        request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        UUID uid = vault().newIdentifier();
        DerivedObject wanted = new DerivedObject(call, uid, request.objectType(), request.attributes(), vault().now(), false);
        try (KeyMaterial random = vault().newMaterial(wanted.bytes());
                Derived made = wanted.of(random.lend(byte[]::clone), List.of())) {
            vault().store(call.request(), made.object(), made.material());
        }
        call.changes().created(uid);
        return new Create.Response(request.objectType(), uid.toString());
    }

    private static CryptographicAlgorithm algorithm(ObjectAttributes created) {
        Integer code = created.cryptography().algorithm();
        return Optional.ofNullable(code).flatMap(known -> Enumerations.find(CryptographicAlgorithm.class, known))
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Algorithm is missing; it must be given"));
    }

    /** KMIP 2.1 section 4.29: the format in which the key is kept. */
    private static void settleFormat(ObjectAttributes created) {
        Item raw = new Item.Enumeration(AttributeType.KEY_FORMAT_TYPE.tag(), KeyFormatType.RAW.code());
        if (created.instances(AttributeType.KEY_FORMAT_TYPE).stream().anyMatch(format -> !format.value().equals(raw))) {
            throw new KmipException(ResultReason.KEY_FORMAT_TYPE_NOT_SUPPORTED, "symmetric keys are made in Key Format Type Raw");
        }
    }

    private void createInHsm(Call call, ObjectAttributes created, StorageClass storage, CryptographicAlgorithm algorithm, int bits,
            Instant now) {
        NewAttributes.requireNotRotated(created, "a key of storage class " + storage.text());
        HsmKeyAttributes.describe(created, storage, algorithm);
        Origin.describe(created, now);
        NewObject made = created.toNewObject(call.principal().name());
        if (storage == StorageClass.INTERNAL) {
            vault().internal().createInternal(call.request(), made, bits);
        } else {
            vault().internal().createTranslate(call.request(), made, bits);
        }
    }
}
