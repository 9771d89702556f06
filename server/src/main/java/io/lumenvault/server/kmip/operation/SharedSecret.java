package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.kmip.attribute.UsageCharge;
import io.lumenvault.server.kmip.cryptography.KeyEncapsulation;
import io.lumenvault.server.lifecycle.Use;
import io.lumenvault.server.vault.CryptographicUse;
import io.lumenvault.server.vault.DerivationWork;
import io.lumenvault.server.vault.Derived;
import io.lumenvault.server.vault.HeldKey;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The shared secret of Encapsulate and Decapsulate: Secret Data, or the Symmetric Key that the Object Type among the attributes asks for.
 * It links to the key; the key, which may serve any number of secrets, does not link back.
 */
final class SharedSecret {

    private final Vault vault;
    private final LinkGroups links;
    private final Function<ManagedObject, ObjectAttributes> attributes;

    SharedSecret(Vault vault, LinkGroups links, Function<ManagedObject, ObjectAttributes> attributes) {
        this.vault = vault;
        this.links = links;
        this.attributes = attributes;
    }

    /**
     * Makes the object.
     *
     * @param work what gives its bytes
     * @return its identifier
     */
    UUID make(Call call, UUID key, CryptographicUse use, Attributes asked, List<Integer> storageMasks, Function<KeyUse, byte[]> work) {
        ProtectionStorage.requireOneOf(storageMasks);
        asked.list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        UUID uid = vault.newIdentifier();
        DerivedObject wanted = new DerivedObject(call, uid, type(asked), sized(asked), vault.now(), false);
        if (wanted.bytes() != KeyEncapsulation.SECRET_BYTES) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Cryptographic Length is " + wanted.bytes() * Byte.SIZE
                    + " bits; the shared secret of ML-KEM has " + KeyEncapsulation.SECRET_BYTES * Byte.SIZE);
        }
        vault.deriving().derive(call.request(), List.of(key), use, new DerivationWork() {
            @Override
            public Derived derive(List<HeldKey> keys, Instant now) {
                return ObjectHandler.decide(() -> wanted.of(work.apply(new KeyUse(keys.getFirst(), attributes)), List.of(key)));
            }

            @Override
            public ObjectChange used(ManagedObject base, Instant now) {
                // KMIP 2.1 section 4.59: what is protected already is processed without limit.
                return use.period() != Use.PROTECT ? null
                        : ObjectHandler.decide(() -> UsageCharge.of(attributes.apply(base), base, 1, wanted.bytes(), now)
                                .map(UsageCharge.Charge::change).orElse(null));
            }
        }).forEach(call.changes()::changed);
        call.changes().created(uid);
        return uid;
    }

    private static ObjectType type(Attributes asked) {
        return asked.enumeration(AttributeType.OBJECT_TYPE, ObjectType.class).orElse(ObjectType.SECRET_DATA);
    }

    private static Attributes sized(Attributes asked) {
        if (asked.first(AttributeType.CRYPTOGRAPHIC_LENGTH).isPresent()) {
            return asked;
        }
        List<Attribute> all = new ArrayList<>(asked.list());
        all.add(Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, KeyEncapsulation.SECRET_BYTES * Byte.SIZE));
        return new Attributes(all, asked.templates());
    }
}
