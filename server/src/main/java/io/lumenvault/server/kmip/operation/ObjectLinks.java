package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.util.Optional;
import java.util.UUID;

/** Links that operations set between objects (KMIP 1.4 section 3.35, KMIP 2.1 section 4.31). */
final class ObjectLinks {

    /** All of them are read and written with each change of the object. */
    private static final int MOST = 10_000;

    private ObjectLinks() {}

    /** The value of a Link. */
    static Item of(LinkType type, UUID target) {
        return new Link(type, UniqueIdentifier.of(target.toString())).toStructure(AttributeType.LINK.tag());
    }

    /** The object that the first link of the type points to; empty where there is none, or one that names no object of a server like this. */
    static Optional<UUID> target(ObjectAttributes object, LinkType type) {
        return object.instances(AttributeType.LINK).stream().map(link -> Link.from(link.value()))
                .filter(link -> link.type() == type && link.target() instanceof UniqueIdentifier.Text)
                .flatMap(link -> identifier(((UniqueIdentifier.Text) link.target()).value()).stream()).findFirst();
    }

    /** A client may link to what it likes. */
    private static Optional<UUID> identifier(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Adds a link. Links that operations set do not count among the attributes that a client may give: a key of which much is derived can
     * be changed still.
     *
     * @throws KmipException with Index Out of Bounds (Server Limit Exceeded in 2.x) where the object has as many as it can have
     */
    static void add(ObjectAttributes object, LinkType type, UUID target) {
        if (object.instances(AttributeType.LINK).size() >= MOST) {
            throw new KmipException(ResultReason.INDEX_OUT_OF_BOUNDS,
                    "object " + object.identifier() + " has " + MOST + " links, and cannot have one more");
        }
        object.add(AttributeType.LINK, of(type, target));
    }
}
