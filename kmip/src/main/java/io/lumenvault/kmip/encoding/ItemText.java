package io.lumenvault.kmip.encoding;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.ItemType;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The values of primitive items as texts, the same for all textual encodings (KMIP 2.1 Profiles, XML and JSON encoding). */
final class ItemText {

    private static final HexFormat HEX = HexFormat.of();

    private ItemText() {
    }

    /**
     * The text of a value.
     *
     * @param meaning the tag whose names the value has
     * @param maskSeparator what stands between the names of a mask
     * @param version the version whose names they are
     */
    static String write(Item item, Tag meaning, String maskSeparator, ProtocolVersion version) {
        return switch (item) {
            case Item.Int i -> EnumerationNames.isMask(meaning)
                    ? EnumerationNames.writeMask(meaning, i.value(), maskSeparator, version) : Integer.toString(i.value());
            case Item.LongInt l -> Long.toString(l.value());
            case Item.BigInt b -> HEX.formatHex(b.twosComplement());
            case Item.Enumeration e -> EnumerationNames.write(meaning, e.value(), version);
            case Item.Bool b -> Boolean.toString(b.value());
            case Item.Text t -> t.value();
            case Item.Bytes b -> HEX.formatHex(b.value());
            case Item.DateTime d -> Moments.writeSeconds(d.seconds());
            case Item.Interval i -> Long.toString(i.seconds());
            case Item.DateTimeExtended d -> Moments.writeMicros(d.micros());
            case Structure s -> throw new IllegalArgumentException("a structure has no value");
        };
    }

    /**
     * The item of a text.
     *
     * @throws IllegalArgumentException where the text is not a value of the type; the message says what is
     */
    static Item read(Tag tag, ItemType type, Tag meaning, String text) {
        return switch (type) {
            case INTEGER -> new Item.Int(tag, EnumerationNames.isMask(meaning) ? EnumerationNames.readMask(meaning, text)
                    : text.startsWith("0x") ? Hexadecimal.int32(text) : (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG_INTEGER -> new Item.LongInt(tag,
                    text.startsWith("0x") ? Hexadecimal.int64(text) : number(text, Long.MIN_VALUE, Long.MAX_VALUE));
            case BIG_INTEGER -> new Item.BigInt(tag, bytes(text.startsWith("0x") ? text.substring(2) : text));
            case ENUMERATION -> new Item.Enumeration(tag, EnumerationNames.read(meaning, text));
            case BOOLEAN -> new Item.Bool(tag, bool(text));
            case TEXT_STRING, IDENTIFIER, REFERENCE, NAME_REFERENCE ->
                    new Item.Text(tag, type, text.getBytes(StandardCharsets.UTF_8));
            case BYTE_STRING -> new Item.Bytes(tag, bytes(text));
            case DATE_TIME -> new Item.DateTime(tag, Moments.readSeconds(text));
            case INTERVAL -> new Item.Interval(tag,
                    text.startsWith("0x") ? Hexadecimal.int32(text) & 0xFFFFFFFFL : number(text, 0, 0xFFFFFFFFL));
            case DATE_TIME_EXTENDED -> new Item.DateTimeExtended(tag, Moments.readMicros(text));
            case STRUCTURE -> throw new IllegalArgumentException("a Structure holds items, not the value \"" + text + "\"");
        };
    }

    private static long number(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a number from " + least + " to " + most);
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true", "0x0000000000000001" -> true;
            case "false", "0x0000000000000000" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        };
    }

    private static byte[] bytes(String text) {
        if (text.length() % 2 != 0 || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("text of " + text.length() + " characters is not an even number of hexadecimal digits");
        }
        return HEX.parseHex(text);
    }
}
