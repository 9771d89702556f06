package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.ttlv.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When the server replaces an object by itself (KMIP 2.1 sections 4.48 and 4.51): its Rotate Interval after its Initial Date. */
final class RotationDue {

    private RotationDue() {}

    /** Whether the server rotates objects of a type by their own attributes; a public key is replaced with its private key. */
    static boolean concerns(ObjectType type) {
        return type == ObjectType.PUBLIC_KEY || byItself(type);
    }

    private static boolean byItself(ObjectType type) {
        return type == ObjectType.SYMMETRIC_KEY || type == ObjectType.PRIVATE_KEY;
    }

    /** Empty for an object that is not to be replaced without a request, or with another one. */
    static Optional<Instant> of(ObjectType objectType, List<Attribute> attributes, Instant initial) {
        if (!byItself(objectType)) {
            return Optional.empty();
        }
        boolean automatic = value(attributes, AttributeType.ROTATE_AUTOMATIC).map(item -> ((Item.Bool) item).value()).orElse(false);
        return automatic ? value(attributes, AttributeType.ROTATE_INTERVAL)
                .map(item -> ((Item.Interval) item).seconds()).filter(seconds -> seconds > 0).map(initial::plusSeconds)
                : Optional.empty();
    }

    private static Optional<Item> value(List<Attribute> attributes, AttributeType type) {
        return attributes.stream().filter(attribute -> attribute.name() == type).map(Attribute::value).findFirst();
    }
}
