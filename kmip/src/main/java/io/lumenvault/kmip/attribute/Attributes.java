package io.lumenvault.kmip.attribute;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.KmipEnumeration;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of a request or an answer: Template-Attribute of 1.x and Attributes of 2.x are read into this one form.
 *
 * @param list the attributes in the order given
 * @param templates names of Template objects (1.x only; deprecated since 1.3)
 */
public record Attributes(List<Attribute> list, List<Name> templates) {

    /** No attribute. */
    public static final Attributes NONE = new Attributes(List.of(), List.of());

    public Attributes {
        list = List.copyOf(list);
        templates = List.copyOf(templates);
    }

    /** These attributes, no templates. */
    public static Attributes of(Attribute... attributes) {
        return new Attributes(List.of(attributes), List.of());
    }

    /** These attributes, no templates. */
    public static Attributes of(List<Attribute> attributes) {
        return new Attributes(attributes, List.of());
    }

    /** True where there is neither attribute nor template. */
    public boolean isEmpty() {
        return list.isEmpty() && templates.isEmpty();
    }

    /** The first attribute of this name. */
    public Optional<Attribute> first(AttributeName name) {
        return list.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
    }

    /** All attributes of this name. */
    public List<Attribute> all(AttributeName name) {
        return list.stream().filter(attribute -> attribute.name().equals(name)).toList();
    }

    /** The text of the first attribute of this name. */
    public Optional<String> text(AttributeName name) {
        return value(name, Item.Text.class).map(Item.Text::value);
    }

    /** The number of the first attribute of this name. */
    public Optional<Integer> integer(AttributeName name) {
        return value(name, Item.Int.class).map(Item.Int::value);
    }

    /** The flag of the first attribute of this name. */
    public Optional<Boolean> bool(AttributeName name) {
        return value(name, Item.Bool.class).map(Item.Bool::value);
    }

    /** The moment of the first attribute of this name. */
    public Optional<Instant> instant(AttributeName name) {
        return value(name, Item.DateTime.class).map(Item.DateTime::instant);
    }

    /** The enumeration value of the first attribute of this name. */
    public <E extends Enum<E> & KmipEnumeration> Optional<E> enumeration(AttributeName name, Class<E> type) {
        return value(name, Item.Enumeration.class).map(item -> Enumerations.find(type, item.value())
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                        String.format("%s has the value 0x%08X, which is not known", name.text(), item.value()))));
    }

    private <T extends Item> Optional<T> value(AttributeName name, Class<T> type) {
        return first(name).map(Attribute::value).map(value -> {
            if (type.isInstance(value)) {
                return type.cast(value);
            }
            throw new KmipException(ResultReason.INVALID_FIELD, name.text() + " has type " + value.type().xmlName()
                    + "; expected " + type.getSimpleName());
        });
    }
}
