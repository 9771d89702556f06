package io.lumenvault.kmip.ttlv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A TTLV structure: items in order. */
public final class Structure implements Item {

    private static final int HEADER = 8;

    private final Tag tag;
    private final Item[] items;
    /** The codes of the items' tags: a search over numbers asks no item. */
    private final int[] codes;
    private final int valueLength;
    private List<Item> view;

    /** A structure of the given items, in this order. */
    public Structure(Tag tag, List<? extends Item> items) {
        this(tag, items.toArray(Item[]::new));
    }

    private Structure(Tag tag, Item[] items) {
        this.tag = tag;
        this.items = items;
        this.codes = new int[items.length];
        long length = 0;
        for (int i = 0; i < items.length; i++) {
            codes[i] = items[i].tag().code();
            length += encodedLength(items[i]);
        }
        this.valueLength = Math.toIntExact(length);
    }

    private Structure(Tag tag, Item[] items, int[] codes, int valueLength) {
        this.tag = tag;
        this.items = items;
        this.codes = codes;
        this.valueLength = valueLength;
    }

    /** A structure as it was read: arrays that are its own from now on, and the length that its items have together. */
    static Structure read(Tag tag, Item[] items, int[] codes, int valueLength) {
        return new Structure(tag, items, codes, valueLength);
    }

    /** Most types have a fixed length of at most eight bytes, and so sixteen with their header. */
    private static int encodedLength(Item item) {
        return switch (item) {
            case Structure s -> HEADER + s.valueLength;
            case Item.Text t -> HEADER + padded(t.utf8().length);
            case Item.Bytes b -> HEADER + padded(b.value().length);
            case Item.BigInt b -> HEADER + b.twosComplement().length;
            default -> HEADER + HEADER;
        };
    }

    private static int padded(int length) {
        return (length + 7) & ~7;
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

    /** The code of the tag of the item at a place from 0. */
    public int code(int place) {
        return codes[place];
    }

    /** The item at a place from 0. */
    public Item get(int place) {
        return items[place];
    }

    /** The first item of this tag, or null. */
    public Item first(Tag wanted) {
        int code = wanted.code();
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == code) {
                return items[i];
            }
        }
        return null;
    }

    /** All items of this tag, in order. */
    public List<Item> all(Tag wanted) {
        List<Item> found = null;
        int code = wanted.code();
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == code) {
                found = found == null ? new ArrayList<>(2) : found;
                found.add(items[i]);
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
        return new Structure(other, items, codes, valueLength);
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
