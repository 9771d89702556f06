package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.cryptography.KeyPairs;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Create Key Pair (KMIP 1.4 section 4.2, KMIP 2.1 section 6.1.9): two linked objects, made with the HSM's randomness. */
final class CreateKeyPairHandler extends ObjectHandler<CreateKeyPair.Request> {

    private final LinkGroups links;

    CreateKeyPairHandler(Vault vault, LinkGroups links) {
        super(Operation.CREATE_KEY_PAIR, CreateKeyPair.Request.class, vault);
        this.links = links;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, CreateKeyPair.Request request) {
        for (List<Integer> masks : List.of(request.commonStorage(), request.privateKeyStorage(), request.publicKeyStorage())) {
            ProtectionStorage.requireOneOf(masks);
        }
        Instant now = vault().now();
        ObjectAttributes secret = half(call, ObjectType.PRIVATE_KEY, request.common(), request.privateKey(), now);
        ObjectAttributes open = half(call, ObjectType.PUBLIC_KEY, request.common(), request.publicKey(), now);
        CryptographicAlgorithm algorithm = algorithm(secret, open);
        KeyPairs.Made made = KeyPairs.make(algorithm, length(secret, open), DomainParameters.curve(secret, open), format(secret),
                format(open), new VaultRandom(vault()));
        QuantumSafe.require(algorithm, made.length(), secret, open);
        ManagedObject privateKey = new ManagedObject.PrivateKey(made.privateKey());
        try {
            PairHalf.describe(secret, privateKey, made.privateKey(), LinkType.PUBLIC_KEY_LINK, open.identifier(), now);
            ManagedObject publicKey = new ManagedObject.PublicKey(made.publicKey());
            PairHalf.describe(open, publicKey, made.publicKey(), LinkType.PRIVATE_KEY_LINK, secret.identifier(), now);
            NewAttributes.requireConstraints(secret, call);
            NewAttributes.requireConstraints(open, call);
            String owner = call.principal().name();
            try (KeyMaterial sealed = Material.seal(privateKey, MaterialForm.ENCODED);
                    KeyMaterial openly = Material.seal(publicKey, MaterialForm.ENCODED)) {
                Map<NewObject, KeyMaterial> both = new LinkedHashMap<>();
                both.put(secret.toNewObject(owner), sealed);
                both.put(open.toNewObject(owner), openly);
                vault().storeAll(call.request(), both, event -> event.with("owner", owner));
            }
        } finally {
            privateKey.wipe();
        }
        call.changes().created(secret.identifier());
        call.changes().created(open.identifier());
        return new CreateKeyPair.Response(secret.identifier().toString(), open.identifier().toString());
    }

    private ObjectAttributes half(Call call, ObjectType type, Attributes common, Attributes own, Instant now) {
        ObjectAttributes created = ObjectAttributes.ofNew(vault().newIdentifier(), type, MaterialForm.ENCODED, now);
        Attributes wanted = PairHalf.wanted(common, own);
        wanted.list().forEach(asked -> links.requireNone(asked, call.principal()));
        // Once: defaults make up for what neither list gives (KMIP 2.1 section 6.1.53).
        NewAttributes.give(created, wanted, call, now);
        NewAttributes.require(created, AttributeType.CRYPTOGRAPHIC_USAGE_MASK);
        return created;
    }

    private static CryptographicAlgorithm algorithm(ObjectAttributes secret, ObjectAttributes open) {
        Integer code = same(AttributeType.CRYPTOGRAPHIC_ALGORITHM, secret.cryptography().algorithm(), open.cryptography().algorithm());
        if (code == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Algorithm is missing; it must be given");
        }
        return Enumerations.find(CryptographicAlgorithm.class, code).orElseThrow();
    }

    private static Integer length(ObjectAttributes secret, ObjectAttributes open) {
        return same(AttributeType.CRYPTOGRAPHIC_LENGTH, secret.cryptography().length(), open.cryptography().length());
    }

    /** KMIP 2.1 table 191: the same for both halves. */
    private static Integer same(AttributeType type, Integer ofPrivate, Integer ofPublic) {
        if (ofPrivate != null && ofPublic != null && !ofPrivate.equals(ofPublic)) {
            throw new KmipException(ResultReason.INVALID_FIELD, type.text() + " differs between the private and the public key");
        }
        return ofPrivate == null ? ofPublic : ofPrivate;
    }

    private static KeyFormatType format(ObjectAttributes half) {
        return KeyFormat.of(half).orElse(null);
    }
}
