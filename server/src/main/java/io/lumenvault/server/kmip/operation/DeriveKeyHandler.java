package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.payload.DeriveKey;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.UniqueIdentifierEnumeration;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.UsageCharge;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.DerivationWork;
import io.lumenvault.server.vault.Derived;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Derive Key (KMIP 1.4 section 4.6, KMIP 2.1 section 6.1.14): a Symmetric Key or Secret Data out of keys, each linked to the others. It
 * uses up the keys' Usage Limits as an encryption would: one object, or the bytes that are derived. Where no object is named and the
 * Object Group is a QKD link, the key derived from is the link's next one, which the counterpart has under the same identifier: the
 * new object's Derivation Base Object Link names it.
 */
final class DeriveKeyHandler extends ObjectHandler<DeriveKey.Request> {

    private static final int MOST_OBJECTS = 16;
    private static final int LINK_KEY_BITS = 256;

    private final LinkGroups links;
    private final boolean tripleDes;

    /** @param tripleDes whether keys for 3DES are made */
    DeriveKeyHandler(Vault vault, LinkGroups links, boolean tripleDes) {
        super(Operation.DERIVE_KEY, DeriveKey.Request.class, vault);
        this.links = links;
        this.tripleDes = tripleDes;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, DeriveKey.Request request) {
        Optional<String> link = request.from().isEmpty() ? links.named(request.attributes().list(), call.principal()) : Optional.empty();
        Attributes own = link.isPresent() ? withoutGroup(request.attributes(), link.get()) : request.attributes();
        own.list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        UUID uid = vault().newIdentifier();
        DerivedObject wanted = new DerivedObject(call, uid, request.objectType(), own, vault().now(), tripleDes);
        List<UUID> from = link.isPresent() ? List.of(drawn(call, request, wanted, link.get())) : from(call, request.from());
        vault().deriving().derive(call.request(), from, CryptographicUse.DERIVE, new DerivationWork() {
            @Override
            public Derived derive(List<HeldKey> keys, Instant now) {
                List<KeyUse> uses = keys.stream().map(key -> new KeyUse(key, DeriveKeyHandler.this::attributes)).toList();
                return decide(() -> wanted.of(new DerivationBases(request.method(), request.parameters(), uses,
                        call.reason(ResultReason.INVALID_FIELD, ResultReason.INVALID_OBJECT_TYPE)).derive(wanted.bytes()), from));
            }

            @Override
            public ObjectChange used(ManagedObject key, Instant now) {
                return decide(() -> linked(key, uid, wanted.bytes(), now));
            }
        }).forEach(call.changes()::changed);
        call.changes().created(uid);
        return new DeriveKey.Response(uid.toString());
    }

    /** The link's next key, once all that can be refused without it has been: nobody gives it back. */
    private UUID drawn(Call call, DeriveKey.Request request, DerivedObject wanted, String link) {
        DerivationBases.requireOfOneKey(request.method(), request.parameters(), LINK_KEY_BITS, wanted.bytes());
        try (Derived trial = wanted.of(new byte[wanted.bytes()], List.of(vault().newIdentifier()))) {
            vault().deriving().requireMakeable(call.request(), trial.object());
        }
        return links.draw(call, link, LINK_KEY_BITS);
    }

    /** What is derived is no key of the link. */
    private static Attributes withoutGroup(Attributes given, String link) {
        return new Attributes(given.list().stream().filter(one -> !(one.name() == AttributeType.OBJECT_GROUP
                && one.value() instanceof Item.Text group && group.value().equals(link))).toList(), given.templates());
    }

    private ObjectChange linked(ManagedObject key, UUID uid, int bytes, Instant now) {
        ObjectAttributes own = attributes(key);
        ObjectLinks.add(own, LinkType.DERIVED_KEY_LINK, uid);
        return UsageCharge.of(own, key, 1, bytes, now).map(UsageCharge.Charge::change).orElseGet(() -> own.toChange(key, now));
    }

    /** KMIP 2.1 section 6.1.14: the ID Placeholder does not stand for what is derived from. */
    private static List<UUID> from(Call call, List<UniqueIdentifier> named) {
        if (named.isEmpty() || named.size() > MOST_OBJECTS) {
            throw new KmipException(ResultReason.INVALID_FIELD, named.size() + " objects to derive from are named; there must be 1 to "
                    + MOST_OBJECTS);
        }
        if (named.stream().anyMatch(one -> one instanceof UniqueIdentifier.OfBatch of
                && of.value() == UniqueIdentifierEnumeration.ID_PLACEHOLDER)) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Derive Key takes no ID Placeholder; name the objects to derive from");
        }
        return named.stream().map(call::object).toList();
    }
}
