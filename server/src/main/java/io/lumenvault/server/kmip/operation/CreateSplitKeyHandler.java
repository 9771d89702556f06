package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.CreateSplitKey;
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
import io.lumenvault.server.kmip.attribute.Sensitivity;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Vault;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Create Split Key (KMIP 1.4 section 4.38, KMIP 2.1 section 6.1.10): the parts of a new secret, or of a key that could be got by the
 * client as well. All parts are stored, or none.
 */
final class CreateSplitKeyHandler extends ObjectHandler<CreateSplitKey.Request> {

    private final LinkGroups links;

    CreateSplitKeyHandler(Vault vault, LinkGroups links) {
        super(Operation.CREATE_SPLIT_KEY, CreateSplitKey.Request.class, vault);
        this.links = links;
    }

    @Override
    public ResponsePayload handle(Call call, CreateSplitKey.Request request) {
        if (request.objectType() != ObjectType.SPLIT_KEY) {
            throw new KmipException(call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE),
                    "Create Split Key makes objects of type Split Key, not " + request.objectType().text());
        }
        ProtectionStorage.requireOneOf(request.protectionStorageMasks());
        if (request.attributes().list().stream().anyMatch(wanted -> wanted.name() == AttributeType.NAME)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a Name names one object: name the parts once they are made");
        }
        request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        BigInteger prime = request.primeFieldSize() == null ? null : new BigInteger(request.primeFieldSize().twosComplement());
        SecretSharing sharing = new SecretSharing(request.method(), prime);
        try (SplitSource source = source(call, request)) {
            sharing.require(request.parts(), request.threshold(), source.secret().length());
            return source.secret().lend(secret -> store(call, request, source,
                    sharing.split(secret, request.parts(), request.threshold(), this::random)));
        }
    }

    private SplitSource source(Call call, CreateSplitKey.Request request) {
        if (request.uniqueIdentifier() != null) {
            return existing(call, call.object(request.uniqueIdentifier()));
        }
        Attributes attributes = request.attributes();
        CryptographicAlgorithm algorithm = attributes.enumeration(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.class)
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Algorithm is missing; it must be given"));
        Integer asked = attributes.list().stream().filter(one -> one.name() == AttributeType.CRYPTOGRAPHIC_LENGTH)
                .map(one -> ((Item.Int) one.value()).value()).findFirst().orElse(null);
        int bits = SymmetricKeySizes.bits(algorithm, asked);
        return new SplitSource(null, vault().newMaterial(bits / Byte.SIZE), algorithm, bits, UsageTerms.NONE);
    }

    private SplitSource existing(Call call, UUID uid) {
        try (OpenedObject opened = vault().open(call.request(), uid, object -> decide(() -> {
            if (!Sensitivity.flag(attributes(object), AttributeType.EXTRACTABLE)) {
                throw new KmipException(ResultReason.NOT_EXTRACTABLE, "the object is not Extractable");
            }
            return null;
        }))) {
            call.changes().givenOut(opened.object());
            ObjectAttributes attributes = attributes(opened.object());
            ManagedObject object = Material.open(opened.material(), attributes);
            try {
                byte[] secret = object.keyBlock() == null ? null : object.keyBlock().material().orElse(null);
                if (secret == null) {
                    throw new KmipException(call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE),
                            "only a key that is a Byte String can be split");
                }
                CryptographicAlgorithm algorithm = opened.object().cryptography().algorithm() == null ? null : Enumerations
                        .find(CryptographicAlgorithm.class, opened.object().cryptography().algorithm()).orElse(null);
                Integer bits = opened.object().cryptography().length();
                return new SplitSource(uid, KeyMaterial.owning(secret.clone()), algorithm,
                        bits == null ? Integer.valueOf(secret.length * Byte.SIZE) : bits, UsageTerms.of(attributes));
            } finally {
                object.wipe();
            }
        }
    }

    private ResponsePayload store(Call call, CreateSplitKey.Request request, SplitSource source, List<byte[]> shares) {
        Instant now = vault().now();
        Map<NewObject, KeyMaterial> parts = new LinkedHashMap<>();
        try {
            for (int part = 1; part <= shares.size(); part++) {
                ManagedObject.SplitKey object = new ManagedObject.SplitKey(request.parts(), part, request.threshold(), request.method(),
                        request.primeFieldSize(), KeyBlock.of(KeyFormatType.RAW, shares.get(part - 1), source.algorithm(), source.bits()));
                ObjectAttributes created = ObjectAttributes.ofNew(vault().newIdentifier(), ObjectType.SPLIT_KEY, MaterialForm.ENCODED, now);
                give(created, request.attributes(), source, call, now);
                RegisterHandler.describe(created, object, true);
                NewAttributes.requireConstraints(created, call);
                parts.put(created.toNewObject(call.principal().name()), Material.seal(object, MaterialForm.ENCODED));
            }
            vault().storeAll(call.request(), parts, event -> source.uid() == null ? event
                    : event.with("split", source.uid().toString()));
            List<UUID> uids = parts.keySet().stream().map(NewObject::uid).toList();
            uids.forEach(call.changes()::created);
            return new CreateSplitKey.Response(uids.stream().map(UUID::toString).toList(), Attributes.NONE);
        } finally {
            parts.values().forEach(KeyMaterial::close);
            shares.forEach(share -> Arrays.fill(share, (byte) 0));
        }
    }

    /** The attributes of the key go before those of the request (KMIP 2.1 section 6.1.10). */
    private static void give(ObjectAttributes created, Attributes wanted, SplitSource source, Call call, Instant now) {
        List<Attribute> own = source.terms().open(wanted.list()).stream().filter(one -> source.uid() == null
                || one.name() != AttributeType.CRYPTOGRAPHIC_ALGORITHM && one.name() != AttributeType.CRYPTOGRAPHIC_LENGTH).toList();
        NewAttributes.give(created, new Attributes(own, wanted.templates()), call, now);
        source.terms().bind(created);
    }

    private byte[] random(int bytes) {
        try (KeyMaterial material = vault().newMaterial(bytes)) {
            return material.lend(byte[]::clone);
        }
    }

    @Override
    public boolean undoable() {
        return true;
    }
}
