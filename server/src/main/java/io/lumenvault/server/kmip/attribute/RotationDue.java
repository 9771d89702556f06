package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.ttlv.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When the server replaces an object by itself (KMIP 2.1 sections 4.48 and 4.51): its Rotate Interval after its Initial Date. */
final class RotationDue {

    private RotationDue() {}

    /** Empty for an object that is not to be replaced without a request. */
    static Optional<Instant> of(List<Attribute> attributes, Instant initial) {
        boolean automatic = value(attributes, AttributeType.ROTATE_AUTOMATIC).map(item -> ((Item.Bool) item).value()).orElse(false);
        return automatic ? value(attributes, AttributeType.ROTATE_INTERVAL).map(item -> initial.plusSeconds(((Item.Interval) item).seconds()))
                : Optional.empty();
    }

    private static Optional<Item> value(List<Attribute> attributes, AttributeType type) {
        return attributes.stream().filter(attribute -> attribute.name() == type).map(Attribute::value).findFirst();
    }
}
