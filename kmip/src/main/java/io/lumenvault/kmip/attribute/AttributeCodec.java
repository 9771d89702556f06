package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.layout.WireForms;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The two shapes of attributes on the wire: {@code Attribute {Attribute Name, Attribute Index, Attribute Value}} of 1.x
 * (1.4 section 2.1.1) and tagged values inside {@code Attributes} of 2.x (2.1 section 5). They never mix. Writing leaves
 * out attributes that the version does not have; requests check before that nothing is left out. Reading an answer passes over
 * attributes that no table has, a vendor's extensions for example; in a request they are refused.
 */
public final class AttributeCodec {

    private static final Layout TEMPLATE_ATTRIBUTE =
            Layout.of("Template-Attribute", repeated(Tag.NAME), repeated(Tag.ATTRIBUTE));

    private static final Layout ATTRIBUTE = Layout.of("Attribute",
            required(Tag.VENDOR_IDENTIFICATION).since(V2_0), required(Tag.ATTRIBUTE_NAME),
            optional(Tag.ATTRIBUTE_INDEX).until(V1_4), required(Tag.ATTRIBUTE_VALUE));

    private static final Layout REFERENCE = Layout.of("Attribute Reference", required(Tag.VENDOR_IDENTIFICATION),
            required(Tag.ATTRIBUTE_NAME));

    private static final int BITS_OF_A_TAG = 24;

    private AttributeCodec() {
    }

    /** Reads the field that is a Template-Attribute (1.x) or an Attributes structure (2.x). */
    public static Attributes readAttributes(Fields outer, Tag tag) {
        if (outer.version().major() >= 2) {
            return Attributes.of(readTagged(outer.structure(tag), outer));
        }
        Fields fields = outer.nested(tag, TEMPLATE_ATTRIBUTE);
        return fields == null ? Attributes.NONE
                : new Attributes(readAll(fields), fields.items(Tag.NAME).stream().map(Name::from).toList());
    }

    /** Writes a Template-Attribute or an Attributes structure under the tag given. */
    public static Structure writeAttributes(Tag tag, Attributes attributes, ProtocolVersion version) {
        Stream<Item> names = version.major() >= 2 ? Stream.of()
                : attributes.templates().stream().map(name -> name.toStructure(Tag.NAME));
        return new Structure(tag, Stream.concat(names, items(attributes.list(), version)).toList());
    }

    /** Reads the fields that list attributes: Attribute items (1.x) or one Attributes structure (2.x). */
    public static List<Attribute> readList(Fields fields) {
        return fields.version().major() >= 2 ? readTagged(fields.structure(Tag.ATTRIBUTES), fields) : readAll(fields);
    }

    private static List<Attribute> readAll(Fields fields) {
        return fields.items(Tag.ATTRIBUTE).stream().map(item -> readAttribute(item, fields.version(), fields.strict()))
                .filter(Objects::nonNull).toList();
    }

    /** Writes what {@link #readList} reads. */
    public static void writeList(FieldWriter writer, List<Attribute> attributes) {
        if (writer.version().major() >= 2) {
            writer.put(writeAttributes(Tag.ATTRIBUTES, Attributes.of(attributes), writer.version()));
        } else {
            items(attributes, writer.version()).forEach(writer::put);
        }
    }

    /** Reads a structure that holds exactly one tagged attribute (New Attribute, Current Attribute); null stays null. */
    public static Attribute readSingle(Structure structure, ProtocolVersion version) {
        if (structure == null) {
            return null;
        }
        if (structure.items().size() != 1) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    structure.tag() + " holds " + structure.items().size() + " attributes; it has exactly 1");
        }
        return readTaggedItem(structure.items().getFirst(), version, true);
    }

    /** Writes a structure that holds one attribute; null stays null. */
    public static Structure writeSingle(Tag tag, Attribute attribute, ProtocolVersion version) {
        return attribute == null ? null : writeAttributes(tag, Attributes.of(attribute), version);
    }

    /** Reads the Attribute that an answer of 1.x repeats; null where there is none, or one that no table has. */
    public static Attribute readAttribute(Fields fields) {
        return readAttribute(fields.item(Tag.ATTRIBUTE), fields.version(), fields.strict());
    }

    /** Reads one Attribute structure of a request of 1.x; null stays null. */
    public static Attribute readAttribute(Item item, ProtocolVersion version) {
        return readAttribute(item, version, true);
    }

    private static Attribute readAttribute(Item item, ProtocolVersion version, boolean strict) {
        if (item == null) {
            return null;
        }
        if (!(item instanceof Structure structure)) {
            throw new KmipException(ResultReason.INVALID_MESSAGE,
                    item.tag() + " has type " + item.type().xmlName() + "; expected Structure");
        }
        Fields fields = strict ? ATTRIBUTE.readRequest(structure, version) : ATTRIBUTE.readResponse(structure, version);
        String text = fields.text(Tag.ATTRIBUTE_NAME);
        // A version that is not known has no table that would say what must be there.
        if (text == null || version.major() >= 2 && fields.text(Tag.VENDOR_IDENTIFICATION) == null) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "an Attribute lacks its "
                    + (text == null ? Tag.ATTRIBUTE_NAME : Tag.VENDOR_IDENTIFICATION) + "; it must be given");
        }
        if (version.major() >= 2) {
            return Attribute.of(vendorName(fields.text(Tag.VENDOR_IDENTIFICATION), text), fields.item(Tag.ATTRIBUTE_VALUE));
        }
        Integer index = fields.integer(Tag.ATTRIBUTE_INDEX);
        if (index != null && index < 0) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "Attribute Index " + index + " of " + text + "; allowed are 0 and more");
        }
        return attribute(nameOf(text), text, index == null ? Attribute.NO_INDEX : index,
                fields.item(Tag.ATTRIBUTE_VALUE), version, strict);
    }

    /** Writes one Attribute structure of 1.x, or null where the version does not have the attribute. */
    public static Structure writeAttribute(Attribute attribute, ProtocolVersion version) {
        return attribute == null || version.major() != 1 || !attribute.name().availableAt(version) ? null
                : (Structure) item(attribute, version);
    }

    /** Reads an Attribute Name (text, 1.x) or an Attribute Reference (2.x). */
    public static AttributeName readName(Item item, ProtocolVersion version) {
        return switch (item) {
            case Item.Text text -> nameOf(text.value());
            case Item.Enumeration code when code.value() >>> BITS_OF_A_TAG != 0 ->
                    new UnknownAttributeName(String.format("0x%08X", code.value()));
            case Item.Enumeration code -> AttributeType.byTag(Tag.of(code.value())).<AttributeName>map(type -> type)
                    .orElseGet(() -> new UnknownAttributeName(Tag.of(code.value()).text()));
            case Structure structure -> {
                Fields fields = REFERENCE.readRequest(structure, version);
                yield vendorName(fields.text(Tag.VENDOR_IDENTIFICATION), fields.text(Tag.ATTRIBUTE_NAME));
            }
            default -> throw new KmipException(ResultReason.INVALID_MESSAGE, item.tag() + " has type "
                    + item.type().xmlName() + "; expected TextString (1.x), Enumeration or Structure (2.x)");
        };
    }

    /** Writes an Attribute Name or Attribute Reference, or null where the version does not have the attribute. */
    public static Item writeName(AttributeName name, ProtocolVersion version) {
        if (version.major() == 1) {
            return name instanceof UnknownAttributeName || name.availableAt(version)
                    ? Item.Text.of(Tag.ATTRIBUTE_NAME, name.text()) : null;
        }
        return switch (name) {
            case AttributeType type when type.availableAt(version) ->
                    new Item.Enumeration(Tag.ATTRIBUTE_REFERENCE, type.tag().code());
            case VendorAttributeName vendor -> Structure.of(Tag.ATTRIBUTE_REFERENCE,
                    Item.Text.of(Tag.VENDOR_IDENTIFICATION, vendor.vendor()),
                    Item.Text.of(Tag.ATTRIBUTE_NAME, vendor.name()));
            default -> null;
        };
    }

    private static List<Attribute> readTagged(Structure structure, Fields outer) {
        return structure == null ? List.of() : structure.items().stream()
                .map(item -> readTaggedItem(item, outer.version(), outer.strict())).filter(Objects::nonNull).toList();
    }

    private static Attribute readTaggedItem(Item tagged, ProtocolVersion version, boolean strict) {
        if (tagged.tag().equals(Tag.ATTRIBUTE)) {
            return readAttribute(tagged, version, strict);
        }
        Item item = version.isPreview() ? WireForms.readValue(tagged) : tagged;
        AttributeName name = AttributeType.byTag(item.tag()).<AttributeName>map(type -> type)
                .orElseGet(() -> new UnknownAttributeName(item.tag().text()));
        return attribute(name, item.tag().text(), Attribute.NO_INDEX, item, version, strict);
    }

    private static Attribute attribute(AttributeName name, String text, int index, Item value, ProtocolVersion version, boolean strict) {
        boolean unknown = name instanceof UnknownAttributeName;
        if (unknown || name instanceof AttributeType type && !type.availableInMajor(version)) {
            if (!strict) {
                return null;
            }
            throw new KmipException(ResultReason.UNSUPPORTED_ATTRIBUTE, unknown ? "no attribute is called \"" + text + "\""
                    : "version " + version + " has no attribute " + text);
        }
        if (name instanceof AttributeType type) {
            checkType(type, value, version);
        }
        return new Attribute(name, index, value);
    }

    private static void checkType(AttributeType type, Item value, ProtocolVersion version) {
        if (!type.takes(value.type(), version)) {
            throw new KmipException(ResultReason.INVALID_DATA_TYPE, type.text() + " has type " + value.type().xmlName()
                    + "; expected " + type.valueType().xmlName());
        }
    }

    private static AttributeName nameOf(String text) {
        if (text.startsWith("x-") || text.startsWith("y-")) {
            return new VendorAttributeName(text.substring(0, 1), text.substring(2));
        }
        return AttributeType.byText(text).<AttributeName>map(type -> type)
                .orElseGet(() -> new UnknownAttributeName(text));
    }

    private static VendorAttributeName vendorName(String vendor, String name) {
        try {
            return new VendorAttributeName(vendor, name);
        } catch (IllegalArgumentException e) {
            throw new KmipException(ResultReason.INVALID_FIELD, e.getMessage(), e);
        }
    }

    private static Stream<Item> items(List<Attribute> attributes, ProtocolVersion version) {
        return attributes.stream().filter(attribute -> attribute.name().availableAt(version))
                .map(attribute -> item(attribute, version));
    }

    private static Item item(Attribute attribute, ProtocolVersion version) {
        Item value = WireForms.write(attribute.value(), version);
        if (version.major() >= 2 && attribute.name() instanceof AttributeType) {
            return value;
        }
        FieldWriter writer = ATTRIBUTE.write(Tag.ATTRIBUTE, version);
        if (attribute.name() instanceof VendorAttributeName vendor && version.major() >= 2) {
            writer.text(Tag.VENDOR_IDENTIFICATION, vendor.vendor()).text(Tag.ATTRIBUTE_NAME, vendor.name());
        } else {
            writer.text(Tag.ATTRIBUTE_NAME, attribute.name().text());
        }
        Integer index = attribute.index() == Attribute.NO_INDEX ? null : (Integer) attribute.index();
        return writer.integer(Tag.ATTRIBUTE_INDEX, index).put(value.withTag(Tag.ATTRIBUTE_VALUE)).structure();
    }
}
