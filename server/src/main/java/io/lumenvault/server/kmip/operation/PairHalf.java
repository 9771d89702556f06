package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What Create Key Pair and Re-key Key Pair say of each half of a pair. */
final class PairHalf {

    private PairHalf() {}

    /** What is said of one half counts before what is said of both; where an attribute may have several values, each of them counts once. */
    static List<Attribute> common(Attributes common, Attributes own) {
        return common.list().stream().filter(attribute -> attribute.name().multipleInstances() ? !says(own, attribute)
                : own.first(attribute.name()).isEmpty()).toList();
    }

    private static boolean says(Attributes own, Attribute attribute) {
        return own.list().stream().anyMatch(one -> one.name().equals(attribute.name()) && one.value().equals(attribute.value()));
    }

    /** Adds what the new key itself says, and the link to the other half. */
    static void describe(ObjectAttributes half, ManagedObject object, KeyBlock block, LinkType type, UUID other, Instant now) {
        NewAttributes.settle(half, block.algorithm(), block.length());
        KeyFormat.set(half, block.format());
        half.add(AttributeType.LINK, ObjectLinks.of(type, other));
        half.add(AttributeType.DIGEST, Material.digest(object));
        Origin.describe(half, now);
    }
}
