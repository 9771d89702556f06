package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.operation.PairRenewal.Half;
import io.lumenvault.server.vault.AutomaticReplacement;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import io.lumenvault.server.vault.Vault;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rotation by an object's own attributes (KMIP 2.1 sections 4.48, 4.51 and 4.54): the equivalent of Re-key or Re-key Key Pair, with the
 * Rotate Offset as Offset. A pair is rotated by the attributes of its private key.
 */
@Singleton
public final class AttributeRotation implements AutomaticReplacement {

    private final KeyReplacement form = new KeyReplacement();
    private final Vault vault;
    private final PairRenewal pairs;
    private final CreationSettings settings;

    AttributeRotation(Vault vault) {
        this.vault = vault;
        this.pairs = new PairRenewal(vault);
        this.settings = new CreationSettings(vault.settings());
    }

    @Override
    public Optional<Instant> due(ManagedObject object) {
        return ObjectAttributes.of(object, null).rotationDue();
    }

    @Override
    public String operation(ManagedObject object) {
        return (ofPair(object) ? Operation.RE_KEY_KEY_PAIR : Operation.RE_KEY).text();
    }

    @Override
    public Optional<UUID> partner(ManagedObject object) {
        return ofPair(object) ? Optional.of(PairRenewal.partner(object)) : Optional.empty();
    }

    @Override
    public List<Replacement> replacements(List<ManagedObject> replaced, List<UUID> successors, Instant now) {
        ManagedObject first = replaced.getFirst();
        if (ofPair(first)) {
            return pairs.make(new Half(first, successors.getFirst()), new Half(replaced.getLast(), successors.getLast()), new Unasked(settings, first.owner()), now);
        }
        return List.of(key(first, successors.getFirst(), now));
    }

    private static boolean ofPair(ManagedObject object) {
        return object.objectType() == ObjectType.PRIVATE_KEY.code();
    }

    private Replacement key(ManagedObject replaced, UUID successor, Instant now) {
        KeyMaterial material = vault.newMaterial(ReKeyHandler.newBytes(replaced));
        try {
            ObjectAttributes created = dated(form.inherited(replaced, successor, material, now), replaced);
            ReKeyHandler.requireSafe(created);
            settings.require(replaced.owner(), created);
            return new Replacement(created.toNewObject(replaced.owner()), material, form.replaced(replaced, successor, now));
        } catch (RuntimeException failure) {
            material.close();
            throw failure;
        }
    }

    private static ObjectAttributes dated(ObjectAttributes created, ManagedObject replaced) {
        Long offset = created.instances(AttributeType.ROTATE_OFFSET).stream()
                .map(attribute -> ((Item.Interval) attribute.value()).seconds()).findFirst().orElse(null);
        ReplacementDates.set(created, replaced.dates(), offset);
        return created;
    }

    /** Nobody says anything of the pair but the pair that it replaces, and the owner's constraints. */
    private record Unasked(CreationSettings settings, String owner) implements PairRenewal.Terms {

        @Override
        public ObjectAttributes attributes(Half half, Instant now) {
            return dated(half.inherited(now), half.replaced());
        }

        @Override
        public void require(ObjectAttributes created) {
            settings.require(owner, created);
        }
    }
}
