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
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Vault;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Create Split Key (KMIP 1.4 section 4.38, KMIP 2.1 section 6.1.10): the parts of a new secret, or of a key that could be got by the
 * client as well. All parts are stored, or none.
 */
final class CreateSplitKeyHandler extends ObjectHandler<CreateSplitKey.Request> {

    private static final Set<ObjectType> WITHOUT_KEY = EnumSet.of(ObjectType.CERTIFICATE, ObjectType.CERTIFICATE_REQUEST,
            ObjectType.OPAQUE_OBJECT, ObjectType.TEMPLATE);
    /** What the attributes of all parts together take: each part has those of the request. */
    private static final int MOST_ATTRIBUTE_BYTES = 4 << 20;

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
        try (SplitSource source = source(call, request, sharing)) {
            sharing.require(request.parts(), request.threshold(), source.secret().length());
            return source.secret().lend(secret -> store(call, request, source,
                    sharing.split(secret, request.parts(), request.threshold(), this::random)));
        }
    }

    private SplitSource source(Call call, CreateSplitKey.Request request, SecretSharing sharing) {
        if (request.uniqueIdentifier() != null) {
            return existing(call, request, sharing, call.object(request.uniqueIdentifier()));
        }
        Attributes attributes = request.attributes();
        CryptographicAlgorithm algorithm = attributes.enumeration(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.class)
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Algorithm is missing; it must be given"));
        Integer asked = attributes.list().stream().filter(one -> one.name() == AttributeType.CRYPTOGRAPHIC_LENGTH)
                .map(one -> ((Item.Int) one.value()).value()).findFirst().orElse(null);
        int bits = SymmetricKeySizes.bits(algorithm, asked);
        return new SplitSource(null, vault().newMaterial(bits / Byte.SIZE), algorithm, bits, UsageTerms.NONE);
    }

    private SplitSource existing(Call call, CreateSplitKey.Request request, SecretSharing sharing, UUID uid) {
        try (OpenedObject opened = vault().open(call.request().with(said(request)), uid, object -> decide(() -> {
            if (!attributes(object).flag(AttributeType.EXTRACTABLE)) {
                throw new KmipException(ResultReason.NOT_EXTRACTABLE, "the object is not Extractable");
            }
            requireSplittable(call, request, sharing, object);
            return null;
        }))) {
            call.changes().givenOut(opened.object());
            ObjectAttributes attributes = attributes(opened.object());
            ManagedObject object = Material.open(opened.material(), attributes);
            try {
                byte[] secret = object.keyBlock() == null ? null : object.keyBlock().material().orElse(null);
                if (secret == null) {
                    throw noKey(call);
                }
                return SplitSource.of(opened.object(), secret.clone(), UsageTerms.of(attributes));
            } finally {
                object.wipe();
            }
        }
    }

    /** What an approval of the request is bound to besides the key. */
    private static Map<String, String> said(CreateSplitKey.Request request) {
        return Map.of("Split Key Parts", Integer.toString(request.parts()), "Split Key Threshold", Integer.toString(request.threshold()),
                "Split Key Method", request.method().text());
    }

    /** Refuses what can be refused before the key is given up: that of a link may be given out once, and is gone then. */
    private void requireSplittable(Call call, CreateSplitKey.Request request, SecretSharing sharing, io.lumenvault.db.object.ManagedObject key) {
        ObjectAttributes attributes = attributes(key);
        if (WITHOUT_KEY.contains(attributes.objectType())) {
            throw noKey(call);
        }
        sharing.require(request.parts(), request.threshold());
        SplitSource blank = SplitSource.of(key, new byte[1], UsageTerms.of(attributes));
        if (attributes.form() == MaterialForm.RAW && blank.algorithm() != CryptographicAlgorithm.TRIPLE_DES) {
            sharing.require(request.parts(), request.threshold(), blank.bits() / Byte.SIZE);
        }
        vault().requireStorable(call.request(), described(call, request, blank, part(request, blank, 1, new byte[1]), vault().now()));
    }

    private static KmipException noKey(Call call) {
        return new KmipException(call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE),
                "only a key that is a Byte String can be split");
    }

    private static ManagedObject.SplitKey part(CreateSplitKey.Request request, SplitSource source, int number, byte[] share) {
        return new ManagedObject.SplitKey(request.parts(), number, request.threshold(), request.method(), request.primeFieldSize(),
                KeyBlock.of(KeyFormatType.RAW, share, source.algorithm(), source.bits()));
    }

    private NewObject described(Call call, CreateSplitKey.Request request, SplitSource source, ManagedObject.SplitKey part, Instant now) {
        ObjectAttributes created = ObjectAttributes.ofNew(vault().newIdentifier(), ObjectType.SPLIT_KEY, MaterialForm.ENCODED, now);
        give(created, request.attributes(), source, call, now);
        RegisterHandler.describe(created, part, true);
        NewAttributes.requireConstraints(created, call);
        NewObject made = created.toNewObject(call.principal().name());
        if ((long) made.attributes().length * request.parts() > MOST_ATTRIBUTE_BYTES) {
            throw new KmipException(ResultReason.SERVER_LIMIT_EXCEEDED, "the attributes of a part take " + made.attributes().length
                    + " bytes; those of " + request.parts() + " parts would take more than the " + MOST_ATTRIBUTE_BYTES + " there is room for");
        }
        return made;
    }

    private ResponsePayload store(Call call, CreateSplitKey.Request request, SplitSource source, List<byte[]> shares) {
        Instant now = vault().now();
        Map<NewObject, KeyMaterial> parts = new LinkedHashMap<>();
        try {
            for (int part = 1; part <= shares.size(); part++) {
                ManagedObject.SplitKey object = part(request, source, part, shares.get(part - 1));
                parts.put(described(call, request, source, object, now), Material.seal(object, MaterialForm.ENCODED));
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
