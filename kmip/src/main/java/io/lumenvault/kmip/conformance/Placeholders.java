package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.encoding.ValueReader;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Tag;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The items of a case file that stand for variables such as {@code $UNIQUE_IDENTIFIER_0} and {@code $NOW-3600}. In the
 * messages each is an item of the right type; by identity it is known here what it stands for.
 */
public final class Placeholders implements ValueReader {

    /** The value that a date has where a variable stands; any would do. */
    private static final long MOMENT = 1_700_000_000L;

    private final Map<Item, String> variables = new IdentityHashMap<>();

    Placeholders() {
    }

    @Override
    public Item read(Tag tag, ItemType type, Tag meaning, String text) {
        if (!text.startsWith("$")) {
            return STANDARD.read(tag, type, meaning, text);
        }
        Item item = switch (type) {
            case TEXT_STRING, IDENTIFIER, REFERENCE, NAME_REFERENCE ->
                    new Item.Text(tag, type, text.getBytes(StandardCharsets.UTF_8));
            case BYTE_STRING -> new Item.Bytes(tag, text.getBytes(StandardCharsets.UTF_8));
            case DATE_TIME -> new Item.DateTime(tag, MOMENT);
            default -> throw new IllegalArgumentException("a variable of type " + type.xmlName()
                    + "; texts, byte strings and dates may stand for variables");
        };
        variables.put(item, text.substring(1));
        return item;
    }

    /** The variable that an item stands for, without the dollar sign, or null where it stands for itself. */
    public String variable(Item item) {
        return variables.get(item);
    }
}
