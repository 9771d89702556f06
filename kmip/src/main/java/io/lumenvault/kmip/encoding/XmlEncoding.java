package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/**
 * The XML encoding (KMIP 2.1 Profiles section 5.5): an element a tag, the value in the attribute {@code value}, its type in
 * {@code type}; without a type it is a structure. A tag that no table names is {@code <TTLV tag="0x540001" .../>}.
 */
public final class XmlEncoding {

    private static final String INDENT = "  ";

    private XmlEncoding() {
    }

    /** Reads the one item of a document. @throws EncodingException where the text is not the XML encoding of one item */
    public static Item read(String xml) {
        List<Item> items = readAll(xml);
        if (items.size() != 1) {
            throw new EncodingException(0, items.size() + " items; one is expected");
        }
        return items.getFirst();
    }

    /**
     * Reads a document of one item, or of several inside an element {@code KMIP}.
     *
     * @throws EncodingException where the text is not the XML encoding of items
     */
    public static List<Item> readAll(String xml) {
        return readAll(xml, ValueReader.STANDARD);
    }

    /** The same with another reader of values. */
    public static List<Item> readAll(String xml, ValueReader values) {
        return new XmlReader(xml, values).read();
    }

    /** The XML of an item, indented. @throws IllegalArgumentException where a text holds a character that XML cannot carry */
    public static String write(Item item) {
        StringBuilder out = new StringBuilder();
        write(out, item, item.tag(), SpokenVersion.of(item), "");
        return out.toString();
    }

    /** The XML of several items inside an element {@code KMIP}; errors as for one. */
    public static String writeAll(List<? extends Item> items) {
        StringBuilder out = new StringBuilder("<KMIP>\n");
        items.forEach(item -> write(out, item, item.tag(), SpokenVersion.of(item), ""));
        return out.append("</KMIP>\n").toString();
    }

    private static void write(StringBuilder out, Item item, Tag meaning, ProtocolVersion version, String indent) {
        boolean named = TagText.isNamed(item.tag());
        String element = named ? item.tag().xmlName() : "TTLV";
        out.append(indent).append('<').append(element);
        if (!named) {
            out.append(" tag=\"").append(item.tag().xmlName()).append('"');
        }
        if (item instanceof Structure structure) {
            out.append(">\n");
            Meaning names = new Meaning();
            for (Item inner : structure.items()) {
                write(out, inner, names.of(inner.tag()), version, indent + INDENT);
                names.passed(inner);
            }
            out.append(indent).append("</").append(element).append(">\n");
            return;
        }
        out.append(" type=\"").append(item.type().xmlName()).append("\" value=\"");
        escape(out, ItemText.write(item, meaning, " ", version));
        out.append("\"/>\n");
    }

    private static void escape(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append((int) c).append(';');
                default -> {
                    if (c < ' ' || c >= '\uFFFE') {
                        throw new IllegalArgumentException(String.format("XML cannot carry the character U+%04X", (int) c));
                    }
                    out.append(c);
                }
            }
        }
    }
}
