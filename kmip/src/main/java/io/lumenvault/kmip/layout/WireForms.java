package io.lumenvault.kmip.layout;

import io.lumenvault.kmip.spec.NameType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.RotateNameType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Items whose form differs between versions: up to 2.1 an identifier is a Text String and a name is a structure of value
 * and type; in 3.0 an identifier has a type of its own and a name is a text. Elsewhere both are held in the older form.
 */
public final class WireForms {

    /** The fields that are of type Identifier from 3.0 on. */
    private static final Set<Tag> IDENTIFIERS = Set.of(Tag.UNIQUE_IDENTIFIER, Tag.PRIVATE_KEY_UNIQUE_IDENTIFIER,
            Tag.PUBLIC_KEY_UNIQUE_IDENTIFIER, Tag.REPLACED_UNIQUE_IDENTIFIER, Tag.CERTIFICATE_REQUEST_UNIQUE_IDENTIFIER);

    /** The structures that are a text from 3.0 on: the field that is kept, and the other one with the value that is implied. */
    private static final Map<Tag, FlatName> NAMES = Map.of(
            Tag.NAME, new FlatName(Tag.NAME_VALUE, Tag.NAME_TYPE, NameType.UNINTERPRETED_TEXT_STRING.code()),
            Tag.ROTATE_NAME, new FlatName(Tag.ROTATE_NAME_VALUE, Tag.ROTATE_NAME_TYPE,
                    RotateNameType.UNINTERPRETED_TEXT_STRING.code()));

    /** Structures that are only ever written field by field: what is in them has its form already. */
    private static final Set<Tag> WRITTEN = Set.of(Tag.REQUEST_PAYLOAD, Tag.RESPONSE_PAYLOAD, Tag.KEY_BLOCK, Tag.KEY_VALUE,
            Tag.SYMMETRIC_KEY, Tag.PUBLIC_KEY, Tag.PRIVATE_KEY, Tag.SPLIT_KEY, Tag.SECRET_DATA, Tag.PGP_KEY, Tag.TEMPLATE,
            Tag.PROTOCOL_VERSION, Tag.ATTRIBUTE, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES);

    private WireForms() {
    }

    private record FlatName(Tag value, Tag type, int implied) {
    }

    /** The item as a version writes it, without the nested fields that the version does not have. */
    public static Item write(Item item, ProtocolVersion version) {
        if (version.major() == 2 || item instanceof Structure structure && WRITTEN.contains(structure.tag())) {
            return item;
        }
        return version.isPreview() ? writeAt3(item) : Structures.prune(item, version);
    }

    private static Item writeAt3(Item item) {
        if (item instanceof Item.Text text && text.type() == ItemType.TEXT_STRING && IDENTIFIERS.contains(text.tag())) {
            return text.withType(ItemType.IDENTIFIER);
        }
        if (!(item instanceof Structure structure)) {
            return item;
        }
        FlatName name = NAMES.get(structure.tag());
        if (name != null && structure.first(name.value) instanceof Item.Text value) {
            return value.withTag(structure.tag());
        }
        List<Item> written = new ArrayList<>(structure.items().size());
        structure.items().forEach(inner -> written.add(writeAt3(inner)));
        return new Structure(structure.tag(), written);
    }

    /** The value of an attribute in the form that is held, from the form that any version writes. */
    public static Item readValue(Item value) {
        if (!(value instanceof Item.Text text)) {
            return value;
        }
        FlatName name = NAMES.get(text.tag());
        if (name != null) {
            return Structure.of(text.tag(), text.withTag(name.value), new Item.Enumeration(name.type, name.implied));
        }
        return text.type() == ItemType.IDENTIFIER ? text.withType(ItemType.TEXT_STRING) : text;
    }
}
