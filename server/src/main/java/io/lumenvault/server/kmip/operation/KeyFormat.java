package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import java.util.Optional;

/** The attribute Key Format Type (KMIP 2.1 section 4.26). */
final class KeyFormat {

    private KeyFormat() {}

    static Optional<KeyFormatType> of(ObjectAttributes object) {
        return object.instances(AttributeType.KEY_FORMAT_TYPE).stream().findFirst()
                .flatMap(format -> Enumerations.find(KeyFormatType.class, ((Item.Enumeration) format.value()).value()));
    }

    static void set(ObjectAttributes object, KeyFormatType format) {
        object.set(AttributeType.KEY_FORMAT_TYPE, new Item.Enumeration(AttributeType.KEY_FORMAT_TYPE.tag(), format.code()));
    }
}
