package io.lumenvault.kmip.ttlv;

/**
 * Writes TTLV. The buffer is made at its exact size and never grown, so a caller that zeroes the returned array after
 * sending leaves no other copy behind.
 */
public final class TtlvWriter {

    private static final int INT_BYTES = 4;
    private static final int LONG_BYTES = 8;

    private final byte[] buffer;
    private int at;

    private TtlvWriter(byte[] buffer) {
        this.buffer = buffer;
    }

    /** The encoding of an item; the caller owns the array and wipes it where it holds secrets. */
    public static byte[] write(Item item) {
        TtlvWriter writer = new TtlvWriter(new byte[item.encodedLength()]);
        writer.item(item);
        return writer.buffer;
    }

    private void item(Item item) {
        int code = item.tag().code();
        switch (item) {
            case Structure s -> structure(code, s);
            case Item.Text t -> bytes(code, t.type(), t.utf8());
            case Item.Enumeration e -> int32(code, ItemType.ENUMERATION, e.value());
            case Item.Int i -> int32(code, ItemType.INTEGER, i.value());
            case Item.Bytes b -> bytes(code, ItemType.BYTE_STRING, b.value());
            case Item.DateTime d -> int64(code, ItemType.DATE_TIME, d.seconds());
            case Item.Bool b -> int64(code, ItemType.BOOLEAN, b.value() ? 1 : 0);
            case Item.BigInt b -> bytes(code, ItemType.BIG_INTEGER, b.twosComplement());
            case Item.LongInt l -> int64(code, ItemType.LONG_INTEGER, l.value());
            case Item.Interval i -> int32(code, ItemType.INTERVAL, (int) i.seconds());
            case Item.DateTimeExtended d -> int64(code, ItemType.DATE_TIME_EXTENDED, d.micros());
        }
    }

    private void structure(int code, Structure structure) {
        header(code, ItemType.STRUCTURE, structure.valueLength());
        for (int i = 0; i < structure.size(); i++) {
            item(structure.get(i));
        }
    }

    private void header(int code, ItemType type, int length) {
        int32(code << 8 | type.code());
        int32(length);
    }

    private void bytes(int code, ItemType type, byte[] value) {
        header(code, type, value.length);
        System.arraycopy(value, 0, buffer, at, value.length);
        at += (value.length + 7) & ~7;
    }

    private void int32(int code, ItemType type, int value) {
        header(code, type, INT_BYTES);
        int32(value);
        at += INT_BYTES;
    }

    private void int64(int code, ItemType type, long value) {
        header(code, type, LONG_BYTES);
        int32((int) (value >>> Integer.SIZE));
        int32((int) value);
    }

    private void int32(int value) {
        buffer[at] = (byte) (value >>> 24);
        buffer[at + 1] = (byte) (value >>> 16);
        buffer[at + 2] = (byte) (value >>> 8);
        buffer[at + 3] = (byte) value;
        at += 4;
    }
}
