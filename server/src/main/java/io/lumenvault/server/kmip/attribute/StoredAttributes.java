package io.lumenvault.server.kmip.attribute;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the attributes column of an object holds: the form of its material, and the attributes that have no column of their own,
 * each with its Attribute Index. The encoding is TTLV that no protocol version changes.
 *
 * @param form the form in which the material is sealed
 * @param list the attributes
 * @param own those of a Template that are its own, and not for the objects made of it; none of any other object
 */
public record StoredAttributes(MaterialForm form, List<Attribute> list, List<Attribute> own) {

    /** Extension tags (KMIP 1.4 section 9.1.3.1): never sent. */
    private static final Tag FORM = Tag.of(0x540001);
    private static final Tag OWN = Tag.of(0x540002);

    public StoredAttributes {
        Objects.requireNonNull(form, "form");
        list = List.copyOf(list);
        own = List.copyOf(own);
    }

    /** Those of an object of which nothing is made. */
    public StoredAttributes(MaterialForm form, List<Attribute> list) {
        this(form, list, List.of());
    }

    /** The encoding. */
    public byte[] encode() {
        List<Item> items = new ArrayList<>(list.size() + 1);
        items.add(new Item.Int(FORM, form.code()));
        for (Attribute attribute : list) {
            items.add(item(own.contains(attribute) ? OWN : Tag.ATTRIBUTE, attribute));
        }
        return TtlvWriter.write(new Structure(Tag.ATTRIBUTES, items));
    }

    /** Reads what {@link #encode} wrote. */
    public static StoredAttributes decode(byte[] encoded) {
        List<Item> items = TtlvReader.readStructureWithPreview(encoded).items();
        List<Attribute> list = new ArrayList<>(items.size() - 1);
        List<Attribute> own = new ArrayList<>(0);
        for (Item item : items.subList(1, items.size())) {
            Attribute attribute = attribute((Structure) item);
            list.add(attribute);
            if (item.tag().equals(OWN)) {
                own.add(attribute);
            }
        }
        return new StoredAttributes(MaterialForm.ofCode(((Item.Int) items.getFirst()).value()), list, own);
    }

    private static Item item(Tag tag, Attribute attribute) {
        Item index = new Item.Int(Tag.ATTRIBUTE_INDEX, attribute.indexOrZero());
        return switch (attribute.name()) {
            case AttributeType type -> Structure.of(tag,
                    new Item.Enumeration(Tag.ATTRIBUTE_REFERENCE, type.tag().code()), index, attribute.value());
            case VendorAttributeName vendor -> Structure.of(tag,
                    Item.Text.of(Tag.VENDOR_IDENTIFICATION, vendor.vendor()),
                    Item.Text.of(Tag.ATTRIBUTE_NAME, vendor.name()), index, attribute.value());
            case AttributeName other -> throw new IllegalArgumentException("no attribute is called " + other.text());
        };
    }

    private static Attribute attribute(Structure structure) {
        List<Item> fields = structure.items();
        int index = ((Item.Int) fields.get(fields.size() - 2)).value();
        return new Attribute(name(fields), index, fields.getLast());
    }

    private static AttributeName name(List<Item> fields) {
        if (fields.getFirst() instanceof Item.Enumeration reference) {
            return AttributeType.byTag(Tag.of(reference.value())).orElseThrow(() -> new IllegalArgumentException(
                    String.format("stored attribute 0x%06X is not known to this release", reference.value())));
        }
        return new VendorAttributeName(((Item.Text) fields.get(0)).value(), ((Item.Text) fields.get(1)).value());
    }
}
