package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.ground.Sha256;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.NameType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attributes that Locate finds through the database's index, and how a value is written there. */
public final class SearchIndex {

    /** Longer values are indexed by their SHA-256: a row of a B-tree has its limit. */
    private static final int LONGEST = 200;
    /** Marks values that are not plain text; it cannot be typed by mistake. */
    private static final char OTHER = '\u001f';

    /** Fields of the structures that are indexed: kind and value. */
    private static final int PAIR = 2;

    private SearchIndex() {}

    /** The entries of an object's attributes, as filters ask for them. */
    static List<IndexEntry> entries(List<Attribute> attributes) {
        return attributes.stream()
                .map(attribute -> entry(attribute.name(), attribute.value()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The entry that an object with exactly this attribute value has; empty when such values are not indexed. */
    public static Optional<IndexEntry> entry(AttributeName name, Item value) {
        if (name == AttributeType.NAME) {
            return name(value);
        }
        return indexed(name)
                ? text(value).map(text -> new IndexEntry(bounded(name.text()), bounded(text)))
                : Optional.empty();
    }

    /** All entries of an object, with the one by which it is found when it is to be replaced. @param initial its Initial Date */
    static List<IndexEntry> entriesOf(ObjectType objectType, List<Attribute> attributes, Instant initial) {
        return Stream.concat(entries(attributes).stream(), RotationDue.of(objectType, attributes, initial).map(IndexEntry::rotation).stream()).toList();
    }

    /** The same of a stored object, with other encoded attributes. */
    public static List<IndexEntry> entriesOf(ManagedObject object, byte[] attributes) {
        ObjectType objectType = Enumerations.find(ObjectType.class, object.objectType()).orElseThrow();
        return entriesOf(objectType, StoredAttributes.decode(attributes).list(), object.dates().initial());
    }

    private static boolean indexed(AttributeName name) {
        return !(name instanceof AttributeType type) || switch (type) {
            case OBJECT_GROUP, CONTACT_INFORMATION, APPLICATION_SPECIFIC_INFORMATION, ALTERNATIVE_NAME, LINK -> true;
            default -> false;
        };
    }

    private static Optional<IndexEntry> name(Item value) {
        if (!(value instanceof Structure name && name.first(Tag.NAME_VALUE) instanceof Item.Text text
                && name.first(Tag.NAME_TYPE) instanceof Item.Enumeration type)) {
            return Optional.empty();
        }
        boolean plain = type.value() == NameType.UNINTERPRETED_TEXT_STRING.code();
        return Optional.of(new IndexEntry(IndexEntry.NAME, bounded(plain ? text.value() : OTHER + "uri" + OTHER + text.value())));
    }

    /** Text as it is; other simple values marked; structures only when they are a pair, as a filter may give less than that. */
    private static Optional<String> text(Item value) {
        return switch (value) {
            case Item.Text text -> Optional.of(text.value());
            case Structure pair when pair.items().size() == PAIR && pair.items().stream().noneMatch(Structure.class::isInstance) ->
                    Optional.of(pair.items().stream()
                            .sorted(Comparator.comparingInt(item -> item.tag().code()))
                            .map(SearchIndex::marked)
                            .collect(Collectors.joining()));
            case Structure other -> Optional.empty();
            default -> Optional.of(marked(value.withTag(Tag.ATTRIBUTE_VALUE)));
        };
    }

    private static String marked(Item value) {
        return OTHER + HexFormat.of().formatHex(TtlvWriter.write(value));
    }

    private static String bounded(String text) {
        String storable = text.replace("\0", OTHER + "nul");
        byte[] utf8 = storable.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= LONGEST ? storable : OTHER + "sha256" + OTHER + Sha256.hex(utf8);
    }
}
