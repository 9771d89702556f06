package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.layout.WireForms;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.Objects;

/**
 * An attribute with its value, in one form for all versions.
 *
 * @param name what it is
 * @param index the Attribute Index of 1.x, or {@link #NO_INDEX}; written where it is there (1.x only)
 * @param value the value; its tag is that of the attribute type, or Attribute Value for vendor attributes
 */
public record Attribute(AttributeName name, int index, Item value) {

    /** No Attribute Index was given; 1.x then reads it as 0 (1.4 section 2.1.1). */
    public static final int NO_INDEX = -1;

    public Attribute {
        Objects.requireNonNull(value, "value");
        if (index < NO_INDEX) {
            throw new IllegalArgumentException("attribute index " + index + "; allowed are 0 and more");
        }
        Tag tag = tagOf(name);
        if (!value.tag().equals(tag)) {
            value = value.withTag(tag);
        }
    }

    /** An attribute of any value. */
    public static Attribute of(AttributeName name, Item value) {
        return new Attribute(name, NO_INDEX, value);
    }

    /** A Text String attribute. */
    public static Attribute of(AttributeName name, String text) {
        return of(name, Item.Text.of(tagOf(name), text));
    }

    /** An Integer attribute; masks too. */
    public static Attribute of(AttributeName name, int number) {
        return of(name, new Item.Int(tagOf(name), number));
    }

    /** A Boolean attribute. */
    public static Attribute of(AttributeName name, boolean flag) {
        return of(name, new Item.Bool(tagOf(name), flag));
    }

    /** A Date Time attribute. */
    public static Attribute of(AttributeName name, Instant moment) {
        return of(name, Item.DateTime.of(tagOf(name), moment));
    }

    /** An Enumeration attribute. */
    public static Attribute of(AttributeName name, KmipEnumeration value) {
        return of(name, new Item.Enumeration(tagOf(name), value.code()));
    }

    /** A Structure attribute such as {@link Name} or {@link Link}. */
    public static Attribute of(AttributeName name, StructuredValue value) {
        return of(name, value.toStructure(tagOf(name)));
    }

    /** The attribute Name with an uninterpreted text. */
    public static Attribute name(String text) {
        return of(AttributeType.NAME, Name.of(text));
    }

    /** The tag under which a value of this name is held. */
    public static Tag tagOf(AttributeName name) {
        return switch (name) {
            case AttributeType type -> type.tag();
            case VendorAttributeName vendor -> Tag.ATTRIBUTE_VALUE;
            case UnknownAttributeName unknown -> throw new IllegalArgumentException(
                    "no attribute is called \"" + unknown.text() + "\"");
        };
    }

    /** The same attribute at an index. */
    public Attribute withIndex(int newIndex) {
        return new Attribute(name, newIndex, value);
    }

    /**
     * Refuses to leave the attribute, or a part of its value, out of what is sent.
     *
     * @throws IllegalArgumentException where the version does not have it, or not with all that is given in it
     */
    public void requireAt(ProtocolVersion version) {
        if (!name.availableAt(version)) {
            throw new IllegalArgumentException("version " + version + " has no attribute " + name.text());
        }
        // Up to 1.4 the value is written as another one exactly where something in it is left out.
        if (version.major() == 1 && WireForms.write(value, version) != value) {
            throw new IllegalArgumentException("version " + version + " does not have all that is given in attribute " + name.text());
        }
    }

    /** The index, or 0 where none was given. */
    public int indexOrZero() {
        return Math.max(index, 0);
    }
}
