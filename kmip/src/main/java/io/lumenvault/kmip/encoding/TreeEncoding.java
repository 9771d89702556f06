package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * A form for people, one line an item, two blanks of indentation a level: the tag alone for a structure, else tag, type and
 * value, as in {@code CryptographicLength Integer 256}. Texts stand in double quotes with the escapes of JSON.
 */
public final class TreeEncoding {

    private static final int STEP = 2;
    private static final int PARTS = 3;
    private static final Set<Tag> PASSWORDS = Set.of(Tag.PASSWORD, Tag.ONE_TIME_PASSWORD);

    private TreeEncoding() {
    }

    /** The tree of an item. */
    public static String write(Item item) {
        StringBuilder out = new StringBuilder();
        write(out, item, item.tag(), SpokenVersion.of(item), 0, true);
        return out.toString();
    }

    /**
     * The tree of an item with the lengths of byte strings, big integers and passwords in place of their content; it cannot be read back.
     */
    public static String writeWithoutSecrets(Item item) {
        StringBuilder out = new StringBuilder();
        write(out, item, item.tag(), SpokenVersion.of(item), 0, false);
        return out.toString();
    }

    private static void write(StringBuilder out, Item item, Tag meaning, ProtocolVersion version, int depth, boolean secrets) {
        out.repeat(' ', STEP * depth).append(item.tag().xmlName());
        if (item instanceof Structure structure) {
            out.append('\n');
            Meaning names = new Meaning();
            for (Item inner : structure.items()) {
                write(out, inner, names.of(inner.tag()), version, depth + 1, secrets);
                names.passed(inner);
            }
            return;
        }
        out.append(' ').append(item.type().xmlName()).append(' ');
        boolean hidden = !secrets && (item instanceof Item.Bytes || item instanceof Item.BigInt || PASSWORDS.contains(item.tag()));
        if (hidden) {
            out.append('(').append(item.valueLength()).append(" bytes)");
        } else if (item.type().isText()) {
            Quoted.write(out, ItemText.write(item, meaning, "|", version));
        } else {
            out.append(ItemText.write(item, meaning, "|", version));
        }
        out.append('\n');
    }

    /** A structure whose lines are still coming. */
    private record Open(Tag tag, int depth, List<Item> items, Meaning names) {
        void add(Item item) {
            names.passed(item);
            items.add(item);
        }
    }

    /**
     * Reads the tree of one item; blank lines and lines that start with {@code #} are passed over.
     *
     * @throws EncodingException where a line is not an item, or not indented below the one it belongs to
     */
    public static Item read(String tree) {
        Open root = new Open(Tag.of(0), -1, new ArrayList<>(), new Meaning());
        Deque<Open> open = new ArrayDeque<>(List.of(root));
        int offset = 0;
        for (String line : tree.split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                line(open, line.stripTrailing(), offset);
            }
            offset += line.length() + 1;
        }
        close(open, 0);
        if (root.items.size() != 1) {
            throw new EncodingException(0, root.items.size() + " items stand at the left edge; one is expected");
        }
        return root.items.getFirst();
    }

    private static void line(Deque<Open> open, String line, int offset) {
        int blanks = line.length() - line.stripLeading().length();
        int depth = blanks / STEP;
        close(open, depth);
        if (blanks % STEP != 0 || depth != open.peek().depth + 1) {
            throw new EncodingException(offset, "indented by " + blanks + " blanks; a line stands two blanks right of its structure");
        }
        if (depth >= TtlvReader.MAX_DEPTH) {
            throw new EncodingException(offset, "nested deeper than " + TtlvReader.MAX_DEPTH + " items");
        }
        String[] parts = line.strip().split(" ", PARTS);
        try {
            Tag tag = TagText.read(parts[0]);
            if (parts.length == 1) {
                open.push(new Open(tag, depth, new ArrayList<>(), new Meaning()));
            } else {
                open.peek().add(primitive(tag, parts, open.peek().names, offset + line.length()));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new EncodingException(offset + blanks, e.getMessage(), e);
        }
    }

    private static Item primitive(Tag tag, String[] parts, Meaning names, int end) {
        ItemType type = ItemType.byXmlName(parts[1]);
        if (type == null) {
            throw new IllegalArgumentException("no item type is named \"" + parts[1] + "\"");
        }
        String value = parts.length < PARTS ? "" : parts[2].strip();
        return ItemText.read(tag, type, names.of(tag), type.isText() ? unquote(value, end - value.length()) : value);
    }

    private static String unquote(String value, int offset) {
        StringBuilder text = new StringBuilder();
        if (!value.startsWith("\"") || Quoted.read(value, 0, offset, text) != value.length()) {
            throw new EncodingException(offset, "expected one text in double quotes");
        }
        return text.toString();
    }

    private static void close(Deque<Open> open, int depth) {
        while (open.peek().depth >= depth) {
            Open done = open.pop();
            open.peek().add(new Structure(done.tag, done.items));
        }
    }
}
