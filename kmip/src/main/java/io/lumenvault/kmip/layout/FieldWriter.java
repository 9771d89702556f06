package io.lumenvault.kmip.layout;

import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the fields of a structure for one version: null values and fields that the version does not have are left out,
 * and the result is in the layout's order whatever the order of the calls. A writer of whole structures refuses a field that the
 * version does not have, or not with all that is in it.
 */
public final class FieldWriter {

    private static final int FIRST_ITEMS = 6;

    private final Layout layout;
    private final Tag tag;
    private final ProtocolVersion version;
    private final boolean whole;
    private final long written;
    private Item[] items = new Item[FIRST_ITEMS];
    private int count;
    private int lastPosition;
    private boolean sorted = true;

    FieldWriter(Layout layout, Tag tag, ProtocolVersion version, boolean whole) {
        this.layout = layout;
        this.tag = tag;
        this.version = version;
        this.whole = whole;
        this.written = layout.written(version);
    }

    /**
     * Adds an item; its tag must be in the layout.
     *
     * @throws IllegalArgumentException in a whole structure, where the version lacks the field or something in it
     */
    public FieldWriter put(Item item) {
        if (item == null) {
            return this;
        }
        int position = layout.position(item.tag());
        if (position < 0) {
            throw new IllegalArgumentException(layout.name() + " has no field " + item.tag());
        }
        if ((written & 1L << position) != 0) {
            sorted &= position >= lastPosition;
            lastPosition = position;
            if (count == items.length) {
                items = Arrays.copyOf(items, count * 2);
            }
            items[count++] = form(item);
        } else if (whole) {
            throw new IllegalArgumentException("version " + version + " has no " + item.tag() + " in " + layout.name());
        }
        return this;
    }

    /** Up to 1.4 an item is another one exactly where something in it is left out. */
    private Item form(Item item) {
        Item form = WireForms.write(item, version);
        if (whole && form != item && version.major() == 1) {
            throw new IllegalArgumentException("version " + version + " does not have all that is given in " + item.tag());
        }
        return form;
    }

    /** Adds each item. */
    public FieldWriter putAll(List<? extends Item> several) {
        for (int i = 0; i < several.size(); i++) {
            put(several.get(i));
        }
        return this;
    }

    /** Adds a text, if not null. */
    public FieldWriter text(Tag field, String value) {
        return value == null ? this : put(Item.Text.of(field, value));
    }

    /** Adds a text for each value. */
    public FieldWriter texts(Tag field, List<String> values) {
        values.forEach(value -> text(field, value));
        return this;
    }

    /** Adds bytes, if not null; the array is shared. */
    public FieldWriter bytes(Tag field, byte[] value) {
        return value == null ? this : put(new Item.Bytes(field, value));
    }

    /** Adds an integer, if not null. */
    public FieldWriter integer(Tag field, Integer value) {
        return value == null ? this : put(new Item.Int(field, value));
    }

    /** Adds a long integer, if not null. */
    public FieldWriter longInteger(Tag field, Long value) {
        return value == null ? this : put(new Item.LongInt(field, value));
    }

    /** Adds a boolean, if not null. */
    public FieldWriter bool(Tag field, Boolean value) {
        return value == null ? this : put(new Item.Bool(field, value));
    }

    /** Adds a moment, if not null. */
    public FieldWriter instant(Tag field, Instant value) {
        return value == null ? this : put(Item.DateTime.of(field, value));
    }

    /** Adds a moment in microseconds, if not null. */
    public FieldWriter instantExtended(Tag field, Instant value) {
        return value == null ? this : put(Item.DateTimeExtended.of(field, value));
    }

    /** Adds a span in seconds, if not null. */
    public FieldWriter interval(Tag field, Long seconds) {
        return seconds == null ? this : put(new Item.Interval(field, seconds));
    }

    /** Adds an enumeration value, if not null. */
    public FieldWriter enumeration(Tag field, KmipEnumeration value) {
        return value == null ? this : put(new Item.Enumeration(field, value.code()));
    }

    /** Adds those of the enumeration values that the version has. */
    public FieldWriter enumerations(Tag field, List<? extends KmipEnumeration> values) {
        for (KmipEnumeration value : values) {
            if (value.availableAt(version)) {
                enumeration(field, value);
            }
        }
        return this;
    }

    /** The version written for. */
    public ProtocolVersion version() {
        return version;
    }

    /** The structure. */
    public Structure structure() {
        Item[] all = count == items.length ? items : Arrays.copyOf(items, count);
        if (!sorted) {
            Arrays.sort(all, Comparator.comparingInt(item -> layout.position(item.tag())));
        }
        return Structure.owning(tag, all);
    }
}
