package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/**
 * The JSON encoding (KMIP 2.1 Profiles section 5.6): an object a item with {@code tag}, {@code type} (left out for a
 * structure) and {@code value}. Integers and booleans are JSON's own; a Long Integer beyond 2^52 and a Big Integer are
 * hexadecimal texts, since not every reader of JSON keeps larger numbers.
 */
public final class JsonEncoding {

    private static final long EXACT = 1L << 52;
    private static final String INDENT = "  ";

    private JsonEncoding() {
    }

    /** Reads the one item of a text. @throws EncodingException where the text is not the JSON encoding of an item */
    public static Item read(String json) {
        return new JsonReader(json).read();
    }

    /** The JSON of an item, indented. */
    public static String write(Item item) {
        StringBuilder out = new StringBuilder();
        write(out, item, item.tag(), SpokenVersion.of(item), "");
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, Item item, Tag meaning, ProtocolVersion version, String indent) {
        out.append(indent).append("{\"tag\": \"").append(item.tag().xmlName()).append("\", ");
        if (!(item instanceof Structure structure)) {
            out.append("\"type\": \"").append(item.type().xmlName()).append("\", \"value\": ");
            value(out, item, meaning, version);
            out.append('}');
            return;
        }
        out.append("\"value\": [");
        Meaning names = new Meaning();
        String separator = "\n";
        for (Item inner : structure.items()) {
            out.append(separator);
            write(out, inner, names.of(inner.tag()), version, indent + INDENT);
            names.passed(inner);
            separator = ",\n";
        }
        out.append(structure.items().isEmpty() ? "]}" : "\n" + indent + "]}");
    }

    private static void value(StringBuilder out, Item item, Tag meaning, ProtocolVersion version) {
        String text = ItemText.write(item, meaning, "|", version);
        switch (item) {
            case Item.Bool b -> out.append(text);
            case Item.Interval i -> out.append(text);
            case Item.Int i when !EnumerationNames.isMask(meaning) || i.value() == 0 -> out.append(text);
            case Item.LongInt l when Math.abs(l.value()) <= EXACT && l.value() != Long.MIN_VALUE -> out.append(text);
            case Item.LongInt l -> Quoted.write(out, String.format("0x%016X", l.value()));
            case Item.BigInt b -> Quoted.write(out, "0x" + text);
            default -> Quoted.write(out, text);
        }
    }
}
