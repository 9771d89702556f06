package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.kmip.ttlv.TtlvReader;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON encoding. The members of an object may stand in any order; others than tag, type and value are refused. */
final class JsonReader {

    private final String in;
    private int at;

    JsonReader(String in) {
        this.in = in;
    }

    /** An object as it stands there: {@code value} is a text, a bare word (number, true, false) or a list of nodes. */
    private record Node(int offset, String tag, String type, Object value) {
    }

    Item read() {
        Node node = node(1);
        skipSpace();
        if (at < in.length()) {
            throw new EncodingException(at, "text is left over after the item");
        }
        return item(node, new Meaning());
    }

    private Node node(int depth) {
        skipSpace();
        int start = at;
        if (depth > TtlvReader.MAX_DEPTH) {
            throw new EncodingException(start, "nested deeper than " + TtlvReader.MAX_DEPTH + " items");
        }
        expect('{');
        String tag = null;
        String type = null;
        Object value = null;
        do {
            skipSpace();
            int member = at;
            String name = text();
            expect(':');
            switch (name) {
                case "tag" -> tag = text();
                case "type" -> type = text();
                case "value" -> value = value(depth);
                case "name" -> text();
                default -> throw new EncodingException(member, "member \"" + name + "\"; allowed are tag, type and value");
            }
        } while (next(','));
        expect('}');
        if (tag == null || value == null) {
            throw new EncodingException(start, "the object lacks " + (tag == null ? "\"tag\"" : "\"value\""));
        }
        return new Node(start, tag, type, value);
    }

    private Object value(int depth) {
        skipSpace();
        char c = at < in.length() ? in.charAt(at) : ' ';
        if (c == '"') {
            return text();
        }
        if (c != '[') {
            return word();
        }
        at++;
        List<Node> nodes = new ArrayList<>();
        if (!next(']')) {
            do {
                nodes.add(node(depth + 1));
            } while (next(','));
            expect(']');
        }
        return nodes;
    }

    private String word() {
        int start = at;
        while (at < in.length() && (Character.isLetterOrDigit(in.charAt(at)) || in.charAt(at) == '-')) {
            at++;
        }
        String word = in.substring(start, at);
        if (!word.matches("true|false|-?(0|[1-9][0-9]*)")) {
            throw new EncodingException(start, "expected a text, a whole number, true, false or a list");
        }
        return word;
    }

    private String text() {
        skipSpace();
        if (at >= in.length() || in.charAt(at) != '"') {
            throw new EncodingException(at, "expected a text in double quotes");
        }
        StringBuilder value = new StringBuilder();
        at = Quoted.read(in, at, 0, value);
        return value.toString();
    }

    private boolean next(char wanted) {
        skipSpace();
        if (at < in.length() && in.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!next(wanted)) {
            throw new EncodingException(at, "expected '" + wanted + "'"
                    + (at < in.length() ? ", found '" + in.charAt(at) + "'" : ", found the end"));
        }
    }

    private void skipSpace() {
        while (at < in.length() && " \t\r\n".indexOf(in.charAt(at)) >= 0) {
            at++;
        }
    }

    private static Item item(Node node, Meaning names) {
        try {
            Tag tag = TagText.read(node.tag);
            ItemType type = node.type == null ? ItemType.STRUCTURE : ItemType.byXmlName(node.type);
            if (type == null) {
                throw new IllegalArgumentException("no item type is named \"" + node.type + "\"");
            }
            if (!(node.value instanceof List<?> nodes)) {
                return ItemText.read(tag, type, names.of(tag), (String) node.value);
            }
            if (type != ItemType.STRUCTURE) {
                throw new IllegalArgumentException(node.tag + " of type " + type.xmlName() + " holds a list");
            }
            return structure(tag, nodes);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new EncodingException(node.offset, e.getMessage(), e);
        }
    }

    private static Structure structure(Tag tag, List<?> nodes) {
        List<Item> items = new ArrayList<>(nodes.size());
        Meaning names = new Meaning();
        for (Object node : nodes) {
            Item item = item((Node) node, names);
            names.passed(item);
            items.add(item);
        }
        return new Structure(tag, items);
    }
}
