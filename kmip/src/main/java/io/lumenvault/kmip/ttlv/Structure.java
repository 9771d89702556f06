package io.lumenvault.kmip.ttlv;

import java.util.List;

/** A TTLV structure: items in order. */
public final class Structure implements Item {

    private final Tag tag;
    private final List<Item> items;
    private final int valueLength;

    /** A structure of the given items, in this order. */
    public Structure(Tag tag, List<? extends Item> items) {
        this(tag, List.copyOf(items), 0);
    }

    private Structure(Tag tag, List<Item> items, int ignored) {
        this.tag = tag;
        this.items = items;
        long length = 0;
        for (int i = 0; i < items.size(); i++) {
            length += items.get(i).encodedLength();
        }
        this.valueLength = Math.toIntExact(length);
    }

    /** A structure of the given items, in this order. */
    public static Structure of(Tag tag, Item... items) {
        return new Structure(tag, List.of(items), 0);
    }

    @Override
    public Tag tag() {
        return tag;
    }

    /** The items, in order. */
    public List<Item> items() {
        return items;
    }

    /** The first item of this tag, or null. */
    public Item first(Tag wanted) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.tag().equals(wanted)) {
                return item;
            }
        }
        return null;
    }

    /** All items of this tag, in order. */
    public List<Item> all(Tag wanted) {
        return items.stream().filter(item -> item.tag().equals(wanted)).toList();
    }

    @Override
    public ItemType type() {
        return ItemType.STRUCTURE;
    }

    @Override
    public int valueLength() {
        return valueLength;
    }

    @Override
    public Structure withTag(Tag other) {
        return new Structure(other, items, 0);
    }

    @Override
    public void wipe() {
        items.forEach(Item::wipe);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Structure s && s.tag.equals(tag) && s.items.equals(items);
    }

    @Override
    public int hashCode() {
        return 31 * tag.hashCode() + items.hashCode();
    }

    @Override
    public String toString() {
        return tag + items.toString();
    }
}
