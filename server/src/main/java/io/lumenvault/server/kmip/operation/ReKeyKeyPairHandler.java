package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.object.ManagedObject.PrivateKey;
import io.lumenvault.kmip.object.ManagedObject.PublicKey;
import io.lumenvault.kmip.payload.ReKeyKeyPair;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.cryptography.KeyPairs;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.PairReplacementForm;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Re-key Key Pair (KMIP 1.4 section 4.5, KMIP 2.1 section 6.1.47): a new pair takes the place of a pair, once. */
final class ReKeyKeyPairHandler extends ObjectHandler<ReKeyKeyPair.Request> {

    private static final Set<CryptographicAlgorithm> OF_SEVERAL_CURVES =
            EnumSet.of(CryptographicAlgorithm.EC, CryptographicAlgorithm.ECDSA, CryptographicAlgorithm.ECDH);

    private final KeyReplacement form = new KeyReplacement();
    private final LinkGroups links;

    ReKeyKeyPairHandler(Vault vault, LinkGroups links) {
        super(Operation.RE_KEY_KEY_PAIR, ReKeyKeyPair.Request.class, vault);
        this.links = links;
    }

    @Override
    public ResponsePayload handle(Call call, ReKeyKeyPair.Request request) {
        List.of(request.commonStorage(), request.privateKeyStorage(), request.publicKeyStorage()).forEach(ProtectionStorage::requireOneOf);
        for (Attributes some : List.of(request.common(), request.privateKey(), request.publicKey())) {
            NewAttributes.requireNoTemplate(some);
            some.list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        }
        List<UUID> made = vault().rekeyPair(call.request(), call.object(request.privateKeyUniqueIdentifier()), new PairReplacementForm() {
            @Override
            public UUID publicKey(ManagedObject privateKey) {
                return decide(() -> partner(privateKey));
            }

            @Override
            public List<Replacement> replacements(ManagedObject privateKey, ManagedObject publicKey, UUID privateUid, UUID publicUid,
                    Instant now) {
                return decide(() -> pair(call, request, new Half(privateKey, privateUid), new Half(publicKey, publicUid), now));
            }
        });
        return new ReKeyKeyPair.Response(made.getFirst().toString(), made.getLast().toString());
    }

    /** One half of the pair: what is replaced, and the identifier of what replaces it. */
    private record Half(ManagedObject replaced, UUID uid) {

        ObjectAttributes old(Instant now) {
            return ObjectAttributes.of(replaced, Lifecycle.state(replaced, now));
        }
    }

    private static UUID partner(ManagedObject privateKey) {
        if (privateKey.objectType() != ObjectType.PRIVATE_KEY.code()) {
            throw new KmipException(ResultReason.INVALID_OBJECT_TYPE, "Re-key Key Pair is for the Private Key of a pair");
        }
        return ObjectLinks.target(ObjectAttributes.of(privateKey, null), LinkType.PUBLIC_KEY_LINK)
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                        "the Private Key has no Link of type Public Key Link, so its pair is not known"));
    }

    private List<PairReplacementForm.Replacement> pair(Call call, ReKeyKeyPair.Request request, Half secret, Half open, Instant now) {
        if (open.replaced().objectType() != ObjectType.PUBLIC_KEY.code()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the Public Key Link of the Private Key names no Public Key");
        }
        ObjectAttributes oldSecret = secret.old(now);
        ObjectAttributes oldOpen = open.old(now);
        CryptographicAlgorithm algorithm = algorithm(secret.replaced());
        KeyPairs.Made made = KeyPairs.make(algorithm, secret.replaced().cryptography().length(), curve(algorithm, oldSecret, oldOpen),
                KeyFormat.of(oldSecret).orElse(null), KeyFormat.of(oldOpen).orElse(null), new VaultRandom(vault()));
        PrivateKey privateKey = new PrivateKey(made.privateKey());
        try {
            ObjectAttributes newSecret = half(call, request, secret, request.privateKey(), now);
            ObjectAttributes newOpen = half(call, request, open, request.publicKey(), now);
            QuantumSafe.require(algorithm, made.length(), newSecret, newOpen);
            PublicKey publicKey = new PublicKey(made.publicKey());
            PairHalf.describe(newSecret, privateKey, made.privateKey(), LinkType.PUBLIC_KEY_LINK, open.uid(), now);
            PairHalf.describe(newOpen, publicKey, made.publicKey(), LinkType.PRIVATE_KEY_LINK, secret.uid(), now);
            NewAttributes.requireConstraints(newSecret, call);
            NewAttributes.requireConstraints(newOpen, call);
            PairReplacementForm.Replacement opened = new PairReplacementForm.Replacement(newOpen.toNewObject(open.replaced().owner()),
                    Material.seal(publicKey, MaterialForm.ENCODED), form.replaced(open.replaced(), open.uid(), now));
            NewObject created = newSecret.toNewObject(secret.replaced().owner());
            ObjectChange replaced = form.replaced(secret.replaced(), secret.uid(), now);
            // Last, so that nothing fails while it is nobody's to wipe.
            return List.of(new PairReplacementForm.Replacement(created, Material.seal(privateKey, MaterialForm.ENCODED), replaced), opened);
        } finally {
            privateKey.wipe();
        }
    }

    private static CryptographicAlgorithm algorithm(ManagedObject privateKey) {
        Integer code = privateKey.cryptography().algorithm();
        return code == null ? refuse("the Private Key has no Cryptographic Algorithm")
                : Enumerations.find(CryptographicAlgorithm.class, code).orElseThrow();
    }

    /** Of a key that the server has made, the length tells the curve where none is named; of a registered one it may not. */
    private static RecommendedCurve curve(CryptographicAlgorithm algorithm, ObjectAttributes secret, ObjectAttributes open) {
        RecommendedCurve named = DomainParameters.curve(secret, open);
        boolean made = !secret.instances(AttributeType.RANDOM_NUMBER_GENERATOR).isEmpty();
        return named == null && !made && OF_SEVERAL_CURVES.contains(algorithm)
                ? refuse("the pair was registered without Cryptographic Domain Parameters, so its curve is not known") : named;
    }

    private static <T> T refuse(String problem) {
        throw new KmipException(ResultReason.INVALID_FIELD, problem);
    }

    private static ObjectAttributes half(Call call, ReKeyKeyPair.Request request, Half half, Attributes own, Instant now) {
        ObjectAttributes created = KeyReplacement.inherited(half.replaced(), half.uid(), MaterialForm.ENCODED, now);
        KeyFormat.of(half.old(now)).ifPresent(format -> KeyFormat.set(created, format));
        ReplacementDates.set(created, half.replaced().dates(), request.offset());
        ReplacementAttributes.give(call, created, PairHalf.wanted(request.common(), own), now);
        return created;
    }
}
