package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject.SymmetricKey;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.Sensitivity;
import io.lumenvault.server.kmip.attribute.UsageAllocation;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.ReplacementForm;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * What Re-key says of the two keys (KMIP 1.4 section 4.4, tables 172 and 173): the replacement takes over the attributes, the Name
 * too; dates start anew; each links to the other.
 */
@Singleton
public final class KeyReplacement implements ReplacementForm {

    /** What is the replacement's own. */
    private static final Set<AttributeType> NOT_TAKEN_OVER = EnumSet.of(AttributeType.DIGEST, AttributeType.LINK,
            AttributeType.REVOCATION_REASON, AttributeType.ORIGINAL_CREATION_DATE, AttributeType.ARCHIVE_DATE,
            AttributeType.RANDOM_NUMBER_GENERATOR, AttributeType.KEY_FORMAT_TYPE, AttributeType.ALWAYS_SENSITIVE,
            AttributeType.NEVER_EXTRACTABLE, AttributeType.ROTATE_DATE, AttributeType.ROTATE_GENERATION, AttributeType.ROTATE_LATEST);

    /** For a key that the policy rotates: {@link io.lumenvault.server.lifecycle.GovernedObject} has looked at its length. */
    @Override
    public int bytes(ManagedObject replaced) {
        return replaced.cryptography().length() / Byte.SIZE;
    }

    @Override
    public NewObject replacement(ManagedObject replaced, UUID uid, KeyMaterial material, Instant now) {
        ObjectAttributes created = inherited(replaced, uid, material, now);
        created.set(AttributeType.ACTIVATION_DATE,
                Item.DateTime.of(AttributeType.ACTIVATION_DATE.tag(), now.truncatedTo(ChronoUnit.SECONDS)));
        return created.toNewObject(replaced.owner());
    }

    /** The replacement of a symmetric key, with all that it takes over; its dates are not set. */
    ObjectAttributes inherited(ManagedObject replaced, UUID uid, KeyMaterial material, Instant now) {
        ObjectAttributes created = inherited(replaced, uid, MaterialForm.RAW, now);
        created.add(AttributeType.DIGEST, digest(material, replaced.cryptography()));
        Origin.describe(created, created.dates().initial());
        return created;
    }

    /** The replacement with all that it takes over from any object; dates and what its material says are not set. */
    static ObjectAttributes inherited(ManagedObject replaced, UUID uid, MaterialForm form, Instant now) {
        ObjectAttributes old = ObjectAttributes.of(replaced, Lifecycle.state(replaced, now));
        Instant start = now.truncatedTo(ChronoUnit.SECONDS);
        ObjectAttributes created = ObjectAttributes.ofNew(uid, old.objectType(), form, start);
        for (Attribute attribute : old.stored()) {
            if (!(attribute.name() instanceof AttributeType type && NOT_TAKEN_OVER.contains(type))) {
                created.add(attribute.name(), attribute.value());
            }
        }
        Cryptography cryptography = replaced.cryptography();
        set(created, AttributeType.CRYPTOGRAPHIC_ALGORITHM, cryptography.algorithm());
        set(created, AttributeType.CRYPTOGRAPHIC_LENGTH, cryptography.length());
        set(created, AttributeType.CRYPTOGRAPHIC_USAGE_MASK, cryptography.usageMask());
        created.set(AttributeType.ORIGINAL_CREATION_DATE, Item.DateTime.of(AttributeType.ORIGINAL_CREATION_DATE.tag(), start));
        created.add(AttributeType.LINK, ObjectLinks.of(LinkType.REPLACED_OBJECT_LINK, replaced.uid()));
        RotationMarks.latest(created, old, start);
        UsageAllocation.settle(created);
        Sensitivity.settle(created);
        return created;
    }

    private static void set(ObjectAttributes created, AttributeType type, Integer value) {
        if (value != null) {
            created.set(type, type == AttributeType.CRYPTOGRAPHIC_ALGORITHM ? new Item.Enumeration(type.tag(), value)
                    : new Item.Int(type.tag(), value));
        }
    }

    private static Item digest(KeyMaterial material, Cryptography cryptography) {
        CryptographicAlgorithm algorithm = Enumerations.find(CryptographicAlgorithm.class, cryptography.algorithm()).orElseThrow();
        return material.lend(bytes -> Material.digest(
                new SymmetricKey(KeyBlock.of(KeyFormatType.RAW, bytes, algorithm, cryptography.length()))));
    }

    @Override
    public ObjectChange replaced(ManagedObject replaced, UUID uid, Instant now) {
        ObjectAttributes old = ObjectAttributes.of(replaced, Lifecycle.state(replaced, now));
        old.instances(AttributeType.NAME).forEach(old::remove);
        old.add(AttributeType.LINK, ObjectLinks.of(LinkType.REPLACEMENT_OBJECT_LINK, uid));
        RotationMarks.rotated(old, now.truncatedTo(ChronoUnit.SECONDS));
        LifecycleDates dates = replaced.dates().withLastChange(now);
        return old.toChange(replaced, now).withDates(dates);
    }
}
