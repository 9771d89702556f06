package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Name;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What Create Key Pair and Re-key Key Pair say of each half of a pair. */
final class PairHalf {

    private PairHalf() {}

    /**
     * All that is said of one half. What is said of it alone counts before what is said of both; where an attribute may have several
     * values, each of them counts once.
     */
    static Attributes wanted(Attributes common, Attributes own) {
        List<Attribute> all = new ArrayList<>(common.list().stream().filter(attribute -> attribute.name().multipleInstances()
                ? !says(own, attribute) : own.first(attribute.name()).isEmpty()).toList());
        all.addAll(own.list());
        List<Name> templates = new ArrayList<>(common.templates());
        templates.addAll(own.templates());
        return new Attributes(all, templates);
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
