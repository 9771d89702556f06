package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Links as the draft of 3.0 has them: up to 2.1 one attribute Link with the type inside (KMIP 2.1 section 4.31), since then an
 * attribute for each type. They are stored in the older form, so each version shows the same links.
 */
final class LinkAttributes {

    private static final Map<AttributeType, LinkType> TYPES = types();

    private LinkAttributes() {}

    private static Map<AttributeType, LinkType> types() {
        Map<AttributeType, LinkType> types = new EnumMap<>(AttributeType.class);
        types.put(AttributeType.CERTIFICATE_LINK, LinkType.CERTIFICATE_LINK);
        types.put(AttributeType.PUBLIC_KEY_LINK, LinkType.PUBLIC_KEY_LINK);
        types.put(AttributeType.PRIVATE_KEY_LINK, LinkType.PRIVATE_KEY_LINK);
        types.put(AttributeType.DERIVATION_OBJECT_LINK, LinkType.DERIVATION_BASE_OBJECT_LINK);
        types.put(AttributeType.DERIVED_OBJECT_LINK, LinkType.DERIVED_KEY_LINK);
        types.put(AttributeType.REPLACEMENT_OBJECT_LINK, LinkType.REPLACEMENT_OBJECT_LINK);
        types.put(AttributeType.REPLACED_OBJECT_LINK, LinkType.REPLACED_OBJECT_LINK);
        types.put(AttributeType.PARENT_LINK, LinkType.PARENT_LINK);
        types.put(AttributeType.CHILD_LINK, LinkType.CHILD_LINK);
        types.put(AttributeType.PREVIOUS_LINK, LinkType.PREVIOUS_LINK);
        types.put(AttributeType.NEXT_LINK, LinkType.NEXT_LINK);
        types.put(AttributeType.PKCS_12_CERTIFICATE_LINK, LinkType.PKCS_12_CERTIFICATE_LINK);
        types.put(AttributeType.PKCS_12_PASSWORD_LINK, LinkType.PKCS_12_PASSWORD_LINK);
        types.put(AttributeType.WRAPPING_KEY_LINK, LinkType.WRAPPING_KEY_LINK);
        return types;
    }

    /** The instances of a link attribute of 3.0 among stored attributes; empty for other attributes. */
    static List<Attribute> read(AttributeType type, List<Attribute> stored) {
        LinkType wanted = TYPES.get(type);
        return wanted == null ? List.of() : stored.stream().filter(attribute -> attribute.name() == AttributeType.LINK)
                .map(attribute -> Link.from(attribute.value()))
                .filter(link -> link.type() == wanted && link.target() instanceof UniqueIdentifier.Text)
                .map(link -> new Attribute(type, 0, new Item.Text(type.tag(), ItemType.REFERENCE,
                        ((UniqueIdentifier.Text) link.target()).value().getBytes(StandardCharsets.UTF_8))))
                .toList();
    }
}
