package io.lumenvault.kmip.ttlv;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One TTLV item: a tag with a typed value (KMIP 2.1 section 10.1). Items do not change, except that {@link #wipe()}
 * overwrites byte strings, text and big integers with zeros. {@code toString} never shows those three.
 */
public sealed interface Item permits Structure, Item.Int, Item.LongInt, Item.BigInt, Item.Enumeration, Item.Bool,
        Item.Text, Item.Bytes, Item.DateTime, Item.Interval, Item.DateTimeExtended {

    /** The tag that names this item. */
    Tag tag();

    /** The type of the value. */
    ItemType type();

    /** Length of the value in bytes, without padding: the number in the length field. */
    int valueLength();

    /** The same value under another tag; arrays are shared, not copied. */
    Item withTag(Tag tag);

    /** Overwrites secret-capable content (byte strings, text, big integers) with zeros. */
    default void wipe() {
    }

    /** Length of the whole encoding: header, value, padding. */
    default int encodedLength() {
        return 8 + ((valueLength() + 7) & ~7);
    }

    /** A 32-bit signed integer; bit masks travel in this type. */
    record Int(Tag tag, int value) implements Item {
        @Override
        public ItemType type() {
            return ItemType.INTEGER;
        }

        @Override
        public int valueLength() {
            return 4;
        }

        @Override
        public Int withTag(Tag other) {
            return new Int(other, value);
        }
    }

    /** A 64-bit signed integer. */
    record LongInt(Tag tag, long value) implements Item {
        @Override
        public ItemType type() {
            return ItemType.LONG_INTEGER;
        }

        @Override
        public int valueLength() {
            return 8;
        }

        @Override
        public LongInt withTag(Tag other) {
            return new LongInt(other, value);
        }
    }

    /** An enumeration value by its code. */
    record Enumeration(Tag tag, int value) implements Item {
        @Override
        public ItemType type() {
            return ItemType.ENUMERATION;
        }

        @Override
        public int valueLength() {
            return 4;
        }

        @Override
        public Enumeration withTag(Tag other) {
            return new Enumeration(other, value);
        }
    }

    /** True or false, eight bytes on the wire. */
    record Bool(Tag tag, boolean value) implements Item {
        @Override
        public ItemType type() {
            return ItemType.BOOLEAN;
        }

        @Override
        public int valueLength() {
            return 8;
        }

        @Override
        public Bool withTag(Tag other) {
            return new Bool(other, value);
        }
    }

    /** Seconds since 1970-01-01T00:00:00Z, signed. */
    record DateTime(Tag tag, long seconds) implements Item {
        /** The item of an instant, cut to whole seconds. */
        public static DateTime of(Tag tag, Instant instant) {
            return new DateTime(tag, instant.getEpochSecond());
        }

        /** The moment; values beyond {@link Instant} are held at its ends. */
        public Instant instant() {
            long bounded = Math.clamp(seconds, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
            return Instant.ofEpochSecond(bounded);
        }

        @Override
        public ItemType type() {
            return ItemType.DATE_TIME;
        }

        @Override
        public int valueLength() {
            return 8;
        }

        @Override
        public DateTime withTag(Tag other) {
            return new DateTime(other, seconds);
        }
    }

    /** A span of seconds, unsigned 32 bits on the wire. */
    record Interval(Tag tag, long seconds) implements Item {
        public Interval {
            if (seconds < 0 || seconds > 0xFFFFFFFFL) {
                throw new IllegalArgumentException("interval of " + seconds + " s; allowed are 0 to 4294967295 s");
            }
        }

        @Override
        public ItemType type() {
            return ItemType.INTERVAL;
        }

        @Override
        public int valueLength() {
            return 4;
        }

        @Override
        public Interval withTag(Tag other) {
            return new Interval(other, seconds);
        }
    }

    /** Microseconds since 1970-01-01T00:00:00Z, signed (since KMIP 2.0). */
    record DateTimeExtended(Tag tag, long micros) implements Item {
        private static final int MICROS = 1_000_000;
        private static final int NANOS_A_MICRO = 1000;

        /** The item of an instant, cut to whole microseconds. */
        public static DateTimeExtended of(Tag tag, Instant instant) {
            return new DateTimeExtended(tag, Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS),
                    instant.getNano() / NANOS_A_MICRO));
        }

        /** The moment. */
        public Instant instant() {
            return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, (long) MICROS) * NANOS_A_MICRO);
        }

        @Override
        public ItemType type() {
            return ItemType.DATE_TIME_EXTENDED;
        }

        @Override
        public int valueLength() {
            return 8;
        }

        @Override
        public DateTimeExtended withTag(Tag other) {
            return new DateTimeExtended(other, micros);
        }
    }

    /**
     * A text string, held as UTF-8 so that a password can be wiped.
     *
     * @param type Text String, or in 3.0 one of the types that say what the text names: Identifier, Reference, Name Reference
     */
    record Text(Tag tag, ItemType type, byte[] utf8) implements Item {
        public Text {
            Objects.requireNonNull(utf8, "utf8");
            if (!type.isText()) {
                throw new IllegalArgumentException("a text of type " + type.xmlName());
            }
        }

        /** A Text String. */
        public Text(Tag tag, byte[] utf8) {
            this(tag, ItemType.TEXT_STRING, utf8);
        }

        /** The item of a text that is not a secret. */
        public static Text of(Tag tag, String value) {
            return new Text(tag, value.getBytes(StandardCharsets.UTF_8));
        }

        /** The text. */
        public String value() {
            return new String(utf8, StandardCharsets.UTF_8);
        }

        /** The same text under another type. */
        public Text withType(ItemType other) {
            return new Text(tag, other, utf8);
        }

        @Override
        public int valueLength() {
            return utf8.length;
        }

        @Override
        public Text withTag(Tag other) {
            return new Text(other, type, utf8);
        }

        @Override
        public void wipe() {
            Arrays.fill(utf8, (byte) 0);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Text t && t.tag.equals(tag) && t.type == type && Arrays.equals(t.utf8, utf8);
        }

        @Override
        public int hashCode() {
            return 31 * tag.hashCode() + Arrays.hashCode(utf8);
        }

        @Override
        public String toString() {
            return "Text[tag=" + tag + ", " + utf8.length + " bytes]";
        }
    }

    /** A byte string. The array is shared with whoever made the item: copy it to keep it, wipe it when done. */
    record Bytes(Tag tag, byte[] value) implements Item {
        public Bytes {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public ItemType type() {
            return ItemType.BYTE_STRING;
        }

        @Override
        public int valueLength() {
            return value.length;
        }

        @Override
        public Bytes withTag(Tag other) {
            return new Bytes(other, value);
        }

        @Override
        public void wipe() {
            Arrays.fill(value, (byte) 0);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Bytes b && b.tag.equals(tag) && java.security.MessageDigest.isEqual(b.value, value);
        }

        @Override
        public int hashCode() {
            return 31 * tag.hashCode() + value.length;
        }

        @Override
        public String toString() {
            return "Bytes[tag=" + tag + ", " + value.length + " bytes]";
        }
    }

    /** A big integer in two's complement, big-endian, its length a multiple of eight bytes. */
    record BigInt(Tag tag, byte[] twosComplement) implements Item {
        public BigInt {
            if (twosComplement.length == 0 || twosComplement.length % 8 != 0) {
                throw new IllegalArgumentException("big integer of " + twosComplement.length
                        + " bytes; the length is a positive multiple of 8");
            }
        }

        /** The item of a number, sign-extended to a multiple of eight bytes. */
        public static BigInt of(Tag tag, BigInteger value) {
            byte[] shortest = value.toByteArray();
            byte[] padded = new byte[(shortest.length + 7) & ~7];
            Arrays.fill(padded, 0, padded.length - shortest.length, (byte) (value.signum() < 0 ? 0xFF : 0));
            System.arraycopy(shortest, 0, padded, padded.length - shortest.length, shortest.length);
            return new BigInt(tag, padded);
        }

        /** The number; the copy inside {@link BigInteger} cannot be wiped. */
        public BigInteger value() {
            return new BigInteger(twosComplement);
        }

        @Override
        public ItemType type() {
            return ItemType.BIG_INTEGER;
        }

        @Override
        public int valueLength() {
            return twosComplement.length;
        }

        @Override
        public BigInt withTag(Tag other) {
            return new BigInt(other, twosComplement);
        }

        @Override
        public void wipe() {
            Arrays.fill(twosComplement, (byte) 0);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof BigInt b && b.tag.equals(tag)
                    && java.security.MessageDigest.isEqual(b.twosComplement, twosComplement);
        }

        @Override
        public int hashCode() {
            return 31 * tag.hashCode() + twosComplement.length;
        }

        @Override
        public String toString() {
            return "BigInt[tag=" + tag + ", " + twosComplement.length + " bytes]";
        }
    }
}
