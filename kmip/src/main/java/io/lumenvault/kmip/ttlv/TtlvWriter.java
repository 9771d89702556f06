package io.lumenvault.kmip.ttlv;

/**
 * Writes TTLV. The buffer is made at its exact size and never grown, so a caller that zeroes the returned array after
 * sending leaves no other copy behind.
 */
public final class TtlvWriter {

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
        int32(item.tag().code() << 8 | item.type().code());
        int32(item.valueLength());
        switch (item) {
            case Structure s -> items(s);
            case Item.Int i -> int32Padded(i.value());
            case Item.LongInt l -> int64(l.value());
            case Item.BigInt b -> bytes(b.twosComplement());
            case Item.Enumeration e -> int32Padded(e.value());
            case Item.Bool b -> int64(b.value() ? 1 : 0);
            case Item.Text t -> bytes(t.utf8());
            case Item.Bytes b -> bytes(b.value());
            case Item.DateTime d -> int64(d.seconds());
            case Item.Interval i -> int32Padded((int) i.seconds());
            case Item.DateTimeExtended d -> int64(d.micros());
        }
    }

    private void items(Structure structure) {
        for (int i = 0; i < structure.size(); i++) {
            item(structure.get(i));
        }
    }

    private void bytes(byte[] value) {
        System.arraycopy(value, 0, buffer, at, value.length);
        at += (value.length + 7) & ~7;
    }

    private void int32Padded(int value) {
        int32(value);
        at += 4;
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
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
