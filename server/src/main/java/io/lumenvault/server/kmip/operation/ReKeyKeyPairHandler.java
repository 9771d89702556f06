package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.payload.ReKeyKeyPair;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.operation.PairRenewal.Half;
import io.lumenvault.server.vault.PairReplacementForm;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Re-key Key Pair (KMIP 1.4 section 4.5, KMIP 2.1 section 6.1.47): a new pair takes the place of a pair, once. */
final class ReKeyKeyPairHandler extends ObjectHandler<ReKeyKeyPair.Request> {

    private final PairRenewal renewal;
    private final LinkGroups links;

    ReKeyKeyPairHandler(Vault vault, LinkGroups links) {
        super(Operation.RE_KEY_KEY_PAIR, ReKeyKeyPair.Request.class, vault);
        this.links = links;
        this.renewal = new PairRenewal(vault);
    }

    @Override
    public ResponsePayload handle(Call call, ReKeyKeyPair.Request request) {
        List.of(request.commonStorage(), request.privateKeyStorage(), request.publicKeyStorage()).forEach(ProtectionStorage::requireOneOf);
        for (Attributes some : List.of(request.common(), request.privateKey(), request.publicKey())) {
            NewAttributes.requireNoTemplate(some);
            some.list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        }
        List<UUID> made = vault().rekeying().rekeyPair(call.request(), call.object(request.privateKeyUniqueIdentifier()), new PairReplacementForm() {
            @Override
            public UUID publicKey(ManagedObject privateKey) {
                return decide(() -> PairRenewal.partner(privateKey));
            }

            @Override
            public List<Replacement> replacements(ManagedObject privateKey, ManagedObject publicKey, UUID privateUid, UUID publicUid,
                    Instant now) {
                return decide(() -> renewal.make(new Half(privateKey, privateUid), new Half(publicKey, publicUid),
                        new Requested(call, request), now));
            }
        });
        return new ReKeyKeyPair.Response(made.getFirst().toString(), made.getLast().toString());
    }

    /** What the request says of the pair. */
    private record Requested(Call call, ReKeyKeyPair.Request request) implements PairRenewal.Terms {

        @Override
        public ObjectAttributes attributes(Half half, Instant now) {
            ObjectAttributes created = half.inherited(now);
            ReplacementDates.set(created, half.replaced().dates(), request.offset());
            boolean secret = half.replaced().objectType() == ObjectType.PRIVATE_KEY.code();
            Attributes own = secret ? request.privateKey() : request.publicKey();
            ReplacementAttributes.give(call, created, PairHalf.wanted(request.common(), own), now);
            return created;
        }

        @Override
        public void require(ObjectAttributes created) {
            NewAttributes.requireConstraints(created, call);
        }
    }
}
