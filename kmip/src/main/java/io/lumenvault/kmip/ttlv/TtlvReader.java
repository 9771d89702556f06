package io.lumenvault.kmip.ttlv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads TTLV from a byte array (KMIP 2.1 section 10.1). Every claimed length is compared with the bytes at hand before
 * anything is allocated; nesting is capped; padding must be zero. Byte strings, text and big integers are copied out of
 * the buffer, so the buffer can be wiped or reused at once.
 */
public final class TtlvReader {

    /** The deepest nesting accepted; no message of the specification comes near it. */
    public static final int MAX_DEPTH = 32;

    private static final int FIRST_ITEMS = 4;

    private final byte[] buffer;
    private final ItemType lastType;

    private TtlvReader(byte[] buffer, ItemType lastType) {
        this.buffer = buffer;
        this.lastType = lastType;
    }

    /**
     * Reads the one item that fills the buffer.
     *
     * @throws TtlvException where the bytes are not well-formed or bytes are left over
     */
    public static Item read(byte[] bytes) {
        return read(bytes, ItemType.LAST_OF_STANDARDS);
    }

    /** The same, taking the item types of the preview of 3.0 too. */
    public static Item readWithPreview(byte[] bytes) {
        return read(bytes, ItemType.NAME_REFERENCE);
    }

    private static Item read(byte[] bytes, ItemType lastType) {
        TtlvReader reader = new TtlvReader(bytes, lastType);
        Item item = reader.item(0, bytes.length, 1);
        int end = item.encodedLength();
        if (end != bytes.length) {
            throw new TtlvException(end, (bytes.length - end) + " bytes left over after the " + item.tag());
        }
        return item;
    }

    /**
     * Reads the one structure that fills the buffer.
     *
     * @throws TtlvException as {@link #read(byte[])}, and where the item is not a structure
     */
    public static Structure readStructure(byte[] bytes) {
        return structure(read(bytes));
    }

    /** The same, taking the item types of the preview of 3.0 too. */
    public static Structure readStructureWithPreview(byte[] bytes) {
        return structure(readWithPreview(bytes));
    }

    private static Structure structure(Item item) {
        if (item instanceof Structure structure) {
            return structure;
        }
        throw new TtlvException(0, item.tag() + " has type " + item.type().xmlName() + "; expected Structure");
    }

    private Item item(int at, int limit, int depth) {
        if (limit - at < 8) {
            throw new TtlvException(at, (limit - at) + " bytes left; an item header takes 8");
        }
        Tag tag = tag(at);
        ItemType type = ItemType.of(buffer[at + 3] & 0xFF);
        if (type == null || type.compareTo(lastType) > 0) {
            throw new TtlvException(at + 3, String.format("type 0x%02X of %s; allowed are 0x01 to 0x%02X",
                    buffer[at + 3], tag, lastType.code()));
        }
        long length = int32(at + 4) & 0xFFFFFFFFL;
        if (type.fixedLength() >= 0 && length != type.fixedLength()) {
            throw new TtlvException(at + 4, "length " + length + " of " + tag + "; type " + type.xmlName() + " has "
                    + type.fixedLength());
        }
        long padded = (length + 7) & ~7L;
        if (padded > limit - at - 8) {
            throw new TtlvException(at + 4, "length " + length + " of " + tag + " goes past the end; "
                    + (limit - at - 8) + " bytes are left");
        }
        checkPadding(tag, at + 8 + (int) length, at + 8 + (int) padded);
        return value(tag, type, at + 8, (int) length, depth);
    }

    private Tag tag(int at) {
        int code = int32(at) >>> 8;
        int family = code >>> 16;
        if (family != 0x42 && family != 0x54) {
            throw new TtlvException(at, String.format("tag 0x%06X; tags start with 42 or 54", code));
        }
        return Tag.of(code);
    }

    private void checkPadding(Tag tag, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] != 0) {
                throw new TtlvException(i, "padding of " + tag + " is not zero");
            }
        }
    }

    private Item value(Tag tag, ItemType type, int at, int length, int depth) {
        return switch (type) {
            case STRUCTURE -> structure(tag, at, length, depth);
            case INTEGER -> new Item.Int(tag, int32(at));
            case LONG_INTEGER -> new Item.LongInt(tag, int64(at));
            case BIG_INTEGER -> bigInteger(tag, at, length);
            case ENUMERATION -> new Item.Enumeration(tag, int32(at));
            case BOOLEAN -> bool(tag, at);
            case TEXT_STRING, IDENTIFIER, REFERENCE, NAME_REFERENCE -> text(tag, type, at, length);
            case BYTE_STRING -> new Item.Bytes(tag, Arrays.copyOfRange(buffer, at, at + length));
            case DATE_TIME -> new Item.DateTime(tag, int64(at));
            case INTERVAL -> new Item.Interval(tag, int32(at) & 0xFFFFFFFFL);
            case DATE_TIME_EXTENDED -> new Item.DateTimeExtended(tag, int64(at));
        };
    }

    private Structure structure(Tag tag, int at, int length, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TtlvException(at - 8, tag + " is nested deeper than " + MAX_DEPTH + " structures");
        }
        Item[] items = new Item[FIRST_ITEMS];
        int[] codes = new int[FIRST_ITEMS];
        int count = 0;
        int next = at;
        int end = at + length;
        while (next < end) {
            Item item = item(next, end, depth + 1);
            if (count == items.length) {
                items = Arrays.copyOf(items, count * 2);
                codes = Arrays.copyOf(codes, count * 2);
            }
            codes[count] = int32(next) >>> 8;
            items[count++] = item;
            next += 8 + (int) (((int32(next + 4) & 0xFFFFFFFFL) + 7) & ~7L);
        }
        boolean full = count == items.length;
        return Structure.read(tag, full ? items : Arrays.copyOf(items, count), full ? codes : Arrays.copyOf(codes, count), length);
    }

    private Item.BigInt bigInteger(Tag tag, int at, int length) {
        if (length == 0 || length % 8 != 0) {
            throw new TtlvException(at - 4, "length " + length + " of " + tag
                    + "; a big integer has a positive multiple of 8");
        }
        return new Item.BigInt(tag, Arrays.copyOfRange(buffer, at, at + length));
    }

    private Item.Bool bool(Tag tag, int at) {
        long value = int64(at);
        if (value != 0 && value != 1) {
            throw new TtlvException(at, "boolean " + tag + " is neither 0 nor 1");
        }
        return new Item.Bool(tag, value == 1);
    }

    private Item.Text text(Tag tag, ItemType type, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (buffer[i] < 0) {
                checkUtf8(tag, at, length);
                break;
            }
        }
        return new Item.Text(tag, type, Arrays.copyOfRange(buffer, at, at + length));
    }

    private void checkUtf8(Tag tag, int at, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(buffer, at, length));
        } catch (CharacterCodingException e) {
            throw new TtlvException(at, "text of " + tag + " is not UTF-8");
        }
    }

    private int int32(int at) {
        return (buffer[at] & 0xFF) << 24 | (buffer[at + 1] & 0xFF) << 16 | (buffer[at + 2] & 0xFF) << 8
                | buffer[at + 3] & 0xFF;
    }

    private long int64(int at) {
        return (long) int32(at) << 32 | int32(at + 4) & 0xFFFFFFFFL;
    }
}
