package io.lumenvault.kmip.attribute;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.NameType;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** The value of the Name attribute (1.4 section 3.2, 2.1 section 4.32). */
public record Name(String value, NameType type) implements StructuredValue {

    private static final Layout LAYOUT = Layout.of("Name", required(Tag.NAME_VALUE), required(Tag.NAME_TYPE));

    public Name {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(type, "type");
    }

    /** An uninterpreted text string. */
    public static Name of(String value) {
        return new Name(value, NameType.UNINTERPRETED_TEXT_STRING);
    }

    /** Reads the value of a Name attribute. */
    public static Name from(Item item) {
        Fields fields = StructuredValue.fields(item, LAYOUT);
        return new Name(fields.text(Tag.NAME_VALUE), fields.enumeration(Tag.NAME_TYPE, NameType.class));
    }

    @Override
    public Structure toStructure(Tag tag) {
        return StructuredValue.writer(LAYOUT, tag).text(Tag.NAME_VALUE, value).enumeration(Tag.NAME_TYPE, type)
                .structure();
    }
}
