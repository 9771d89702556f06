package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.JoinSplitKey;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Join Split Key (KMIP 1.4 section 4.39, KMIP 2.1 section 6.1.27): a Symmetric Key or Secret Data out of enough parts. What is joined
 * is Sensitive where a part is, and can be used for what every part can be used for, when it can; the request may ask for less.
 */
final class JoinSplitKeyHandler extends ObjectHandler<JoinSplitKey.Request> {

    private final LinkGroups links;

    JoinSplitKeyHandler(Vault vault, LinkGroups links) {
        super(Operation.JOIN_SPLIT_KEY, JoinSplitKey.Request.class, vault);
        this.links = links;
    }

    @Override
    public ResponsePayload handle(Call call, JoinSplitKey.Request request) {
        requireMakeable(call, request);
        ProtectionStorage.requireOneOf(request.protectionStorageMasks());
        request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        if (request.parts().size() > SecretSharing.MOST_PARTS) {
            throw new KmipException(ResultReason.INVALID_FIELD, request.parts().size() + " parts are named; there are at most "
                    + SecretSharing.MOST_PARTS);
        }
        SplitParts parts = new SplitParts();
        try {
            for (UUID uid : request.parts().stream().map(call::object).distinct().toList()) {
                open(call, uid, parts);
            }
            byte[] secret = parts.join();
            try {
                return store(call, request, parts, secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        } finally {
            parts.wipe();
        }
    }

    private static void requireMakeable(Call call, JoinSplitKey.Request request) {
        if (request.objectType() != ObjectType.SYMMETRIC_KEY && request.objectType() != ObjectType.SECRET_DATA) {
            throw new KmipException(call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE),
                    "split keys are joined to a Symmetric Key or Secret Data, not to a " + request.objectType().text());
        }
        if (request.objectType() == ObjectType.SECRET_DATA && request.secretDataType() == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Secret Data Type is missing; it must be given for Secret Data");
        }
    }

    private void open(Call call, UUID uid, SplitParts parts) {
        try (OpenedObject opened = vault().open(call.request(), uid, object -> decide(() -> {
            ObjectAttributes attributes = attributes(object);
            if (attributes.objectType() != ObjectType.SPLIT_KEY) {
                throw new KmipException(call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE),
                        "object " + uid + " is a " + attributes.objectType().text() + "; only Split Keys are joined");
            }
            if (!attributes.flag(AttributeType.EXTRACTABLE)) {
                throw new KmipException(ResultReason.NOT_EXTRACTABLE, "object " + uid + " is not Extractable");
            }
            SplitParts.requireJoinable(object);
            return null;
        }))) {
            call.changes().givenOut(opened.object());
            ObjectAttributes attributes = attributes(opened.object());
            parts.add((ManagedObject.SplitKey) Material.open(opened.material(), attributes), UsageTerms.of(attributes));
        }
    }

    private ResponsePayload store(Call call, JoinSplitKey.Request request, SplitParts parts, byte[] secret) {
        UUID uid = vault().newIdentifier();
        Instant now = vault().now();
        KeyBlock block = KeyBlock.of(KeyFormatType.RAW, secret.clone(), parts.first().keyBlock().algorithm(),
                parts.first().keyBlock().length());
        ManagedObject object = request.objectType() == ObjectType.SYMMETRIC_KEY ? new ManagedObject.SymmetricKey(block)
                : new ManagedObject.SecretData(request.secretDataType(), block);
        try {
            MaterialForm form = Material.form(object);
            ObjectAttributes created = ObjectAttributes.ofNew(uid, object.objectType(), form, now);
            give(created, request.attributes(), parts.terms(), call, now);
            RegisterHandler.describe(created, object, true);
            NewAttributes.requireConstraints(created, call);
            try (KeyMaterial material = Material.seal(object, form)) {
                vault().store(call.request(), created.toNewObject(call.principal().name()), material);
            }
        } finally {
            object.wipe();
        }
        call.changes().created(uid);
        return new JoinSplitKey.Response(uid.toString());
    }

    private static void give(ObjectAttributes created, Attributes wanted, UsageTerms ofParts, Call call, Instant now) {
        UsageTerms terms = ofParts.within(wanted.integer(AttributeType.CRYPTOGRAPHIC_USAGE_MASK).orElse(null));
        NewAttributes.give(created, new Attributes(terms.open(wanted.list()), wanted.templates()), call, now);
        terms.bind(created);
    }

    @Override
    public boolean undoable() {
        return true;
    }
}
