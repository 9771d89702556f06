package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** The value of the Link attribute (1.4 section 3.35, 2.1 section 4.31). */
public record Link(LinkType type, UniqueIdentifier target) implements StructuredValue {

    private static final Layout LAYOUT =
            Layout.of("Link", required(Tag.LINK_TYPE), required(Tag.LINKED_OBJECT_IDENTIFIER));

    public Link {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(target, "target");
    }

    /** Reads the value of a Link attribute. */
    public static Link from(Item item) {
        Fields fields = StructuredValue.fields(item, LAYOUT);
        return new Link(fields.enumeration(Tag.LINK_TYPE, LinkType.class),
                UniqueIdentifier.from(fields.item(Tag.LINKED_OBJECT_IDENTIFIER)));
    }

    @Override
    public Structure toStructure(Tag tag) {
        return StructuredValue.writer(LAYOUT, tag).enumeration(Tag.LINK_TYPE, type)
                .put(target.toItem(Tag.LINKED_OBJECT_IDENTIFIER)).structure();
    }
}
