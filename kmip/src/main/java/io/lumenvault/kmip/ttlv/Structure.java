package io.lumenvault.kmip.ttlv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A TTLV structure: items in order. */
public final class Structure implements Item {

    private final Tag tag;
    private final Item[] items;
    private final int valueLength;
    private List<Item> view;

    /** A structure of the given items, in this order. */
    public Structure(Tag tag, List<? extends Item> items) {
        this(tag, items.toArray(Item[]::new));
    }

    private Structure(Tag tag, Item[] items) {
        this.tag = tag;
        this.items = items;
        long length = 0;
        for (Item item : items) {
            length += item.encodedLength();
        }
        this.valueLength = Math.toIntExact(length);
    }

    /** A structure of the given items, in this order. */
    public static Structure of(Tag tag, Item... items) {
        return new Structure(tag, items.clone());
    }

    /** A structure that takes the array over: the caller leaves it alone from now on. */
    public static Structure owning(Tag tag, Item[] items) {
        return new Structure(tag, items);
    }

    @Override
    public Tag tag() {
        return tag;
    }

    /** The items, in order. */
    public List<Item> items() {
        if (view == null) {
            view = Collections.unmodifiableList(Arrays.asList(items));
        }
        return view;
    }

    /** How many items there are. */
    public int size() {
        return items.length;
    }

    /** The item at a place from 0. */
    public Item get(int place) {
        return items[place];
    }

    /** The first item of this tag, or null. */
    public Item first(Tag wanted) {
        for (Item item : items) {
            if (item.tag().equals(wanted)) {
                return item;
            }
        }
        return null;
    }

    /** All items of this tag, in order. */
    public List<Item> all(Tag wanted) {
        List<Item> found = null;
        for (Item item : items) {
            if (item.tag().equals(wanted)) {
                found = found == null ? new ArrayList<>(2) : found;
                found.add(item);
            }
        }
        return found == null ? List.of() : Collections.unmodifiableList(found);
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
        return new Structure(other, items);
    }

    @Override
    public void wipe() {
        for (Item item : items) {
            item.wipe();
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Structure s && s.tag.equals(tag) && Arrays.equals(s.items, items);
    }

    @Override
    public int hashCode() {
        return 31 * tag.hashCode() + Arrays.hashCode(items);
    }

    @Override
    public String toString() {
        return tag + Arrays.toString(items);
    }
}
