package io.lumenvault.kmip.layout;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The fields of a structure that was read by its {@link Layout}. Accessors give null for a field that is not there and
 * throw {@link KmipException} (Invalid Message) for one of the wrong type, or Invalid Field for an enumeration value that
 * is not known.
 */
public final class Fields {

    private final String name;
    private final Structure structure;
    private final ProtocolVersion version;
    private final boolean strict;

    Fields(String name, Structure structure, ProtocolVersion version, boolean strict) {
        this.name = name;
        this.structure = structure;
        this.version = version;
        this.strict = strict;
    }

    /** The version under which the structure is read. */
    public ProtocolVersion version() {
        return version;
    }

    /** True where what this library does not know is refused: in requests. What a server answers is passed over instead. */
    public boolean strict() {
        return strict;
    }

    /** The structure's name, for error messages. */
    public String name() {
        return name;
    }

    /** The item of a field, or null. */
    public Item item(Tag tag) {
        return structure.first(tag);
    }

    /** All items of a repeated field. */
    public List<Item> items(Tag tag) {
        return structure.all(tag);
    }

    /** True where the field is there. */
    public boolean has(Tag tag) {
        return structure.first(tag) != null;
    }

    /** Text of a field, or null. */
    public String text(Tag tag) {
        Item.Text item = typed(tag, Item.Text.class);
        return item == null ? null : item.value();
    }

    /** Bytes of a field, or null; the array belongs to the message and is wiped with it. */
    public byte[] bytes(Tag tag) {
        Item.Bytes item = typed(tag, Item.Bytes.class);
        return item == null ? null : item.value();
    }

    /** Integer of a field, or null. */
    public Integer integer(Tag tag) {
        Item.Int item = typed(tag, Item.Int.class);
        return item == null ? null : (Integer) item.value();
    }

    /** Long integer of a field, or null. */
    public Long longInteger(Tag tag) {
        Item.LongInt item = typed(tag, Item.LongInt.class);
        return item == null ? null : (Long) item.value();
    }

    /** Boolean of a field, or null. */
    public Boolean bool(Tag tag) {
        Item.Bool item = typed(tag, Item.Bool.class);
        return item == null ? null : (Boolean) item.value();
    }

    /** Moment of a field, or null. */
    public Instant instant(Tag tag) {
        Item.DateTime item = typed(tag, Item.DateTime.class);
        return item == null ? null : item.instant();
    }

    /** Moment of a field that counts microseconds, or null. */
    public Instant instantExtended(Tag tag) {
        Item.DateTimeExtended item = typed(tag, Item.DateTimeExtended.class);
        return item == null ? null : item.instant();
    }

    /** Span of a field in seconds, or null. */
    public Long interval(Tag tag) {
        Item.Interval item = typed(tag, Item.Interval.class);
        return item == null ? null : (Long) item.seconds();
    }

    /** Big integer of a field, or null. */
    public Item.BigInt bigInteger(Tag tag) {
        return typed(tag, Item.BigInt.class);
    }

    /** Byte strings of a repeated field; the arrays belong to the message and are wiped with it. */
    public List<byte[]> allBytes(Tag tag) {
        return each(tag, item -> cast(item, Item.Bytes.class).value());
    }

    /** Number of an enumeration that may hold values which no table has, or null. */
    public Integer code(Tag tag) {
        Item.Enumeration item = typed(tag, Item.Enumeration.class);
        return item == null ? null : (Integer) item.value();
    }

    /** Enumeration value of a field, or null. */
    public <E extends Enum<E> & KmipEnumeration> E enumeration(Tag tag, Class<E> type) {
        Item item = structure.first(tag);
        return item == null ? null : enumeration(item, type);
    }

    /** Enumeration values of a repeated field; of an answer those that are known, since a server may list its vendor's own too. */
    public <E extends Enum<E> & KmipEnumeration> List<E> enumerations(Tag tag, Class<E> type) {
        return strict ? each(tag, item -> enumeration(item, type))
                : each(tag, item -> find(item, type)).stream().filter(Objects::nonNull).toList();
    }

    /** Structure of a field, or null. */
    public Structure structure(Tag tag) {
        return typed(tag, Structure.class);
    }

    /** The fields of a nested structure, or null. */
    public Fields nested(Tag tag, Layout layout) {
        Structure inner = typed(tag, Structure.class);
        return inner == null ? null : layout.read(inner, version, strict);
    }

    /** The fields of each structure of a repeated field. */
    public List<Fields> nestedAll(Tag tag, Layout layout) {
        return each(tag, item -> layout.read(cast(item, Structure.class), version, strict));
    }

    /** Texts of a repeated field. */
    public List<String> texts(Tag tag) {
        return each(tag, item -> cast(item, Item.Text.class).value());
    }

    /** Integers of a repeated field. */
    public List<Integer> integers(Tag tag) {
        return each(tag, item -> cast(item, Item.Int.class).value());
    }

    /** Structures of a repeated field. */
    public List<Structure> structures(Tag tag) {
        return each(tag, item -> cast(item, Structure.class));
    }

    private <T> List<T> each(Tag tag, Function<Item, T> reading) {
        List<Item> found = structure.all(tag);
        if (found.isEmpty()) {
            return List.of();
        }
        List<T> values = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            values.add(reading.apply(found.get(i)));
        }
        return Collections.unmodifiableList(values);
    }

    private <E extends Enum<E> & KmipEnumeration> E enumeration(Item item, Class<E> type) {
        E value = find(item, type);
        if (value == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, String.format("%s of %s has the value 0x%08X, which is not known",
                    item.tag(), name, ((Item.Enumeration) item).value()));
        }
        return value;
    }

    private <E extends Enum<E> & KmipEnumeration> E find(Item item, Class<E> type) {
        E value = Enumerations.findOrNull(type, cast(item, Item.Enumeration.class).value());
        return value == null || value.value().since().isPreview() && !version.isPreview() ? null : value;
    }

    private <T extends Item> T typed(Tag tag, Class<T> type) {
        Item item = structure.first(tag);
        return item == null ? null : cast(item, type);
    }

    private <T extends Item> T cast(Item item, Class<T> type) {
        if (type.isInstance(item)) {
            return type.cast(item);
        }
        throw new KmipException(ResultReason.INVALID_MESSAGE,
                item.tag() + " of " + name + " has type " + item.type().xmlName() + "; expected " + type.getSimpleName());
    }
}
