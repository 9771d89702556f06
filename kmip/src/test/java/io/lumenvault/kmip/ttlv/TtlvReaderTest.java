package io.lumenvault.kmip.ttlv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TtlvReaderTest {

    /** The examples of KMIP 1.4 section 9.1.2. */
    @Test
    void write_examplesOfTheSpecification_giveTheirBytes() {
        Tag tag = Tag.of(0x420020);
        assertEquals("42002002000000040000000800000000", hex(new Item.Int(tag, 8)));
        assertEquals("420020030000000801b69b4ba5749200", hex(new Item.LongInt(tag, 123456789000000000L)));
        assertEquals("42002004000000100000000003fd35eb6bc2df4618080000",
                hex(Item.BigInt.of(tag, new java.math.BigInteger("1234567890000000000000000000"))));
        assertEquals("4200200500000004000000ff00000000", hex(new Item.Enumeration(tag, 255)));
        assertEquals("42002006000000080000000000000001", hex(new Item.Bool(tag, true)));
        assertEquals("420020070000000b48656c6c6f20576f726c640000000000", hex(Item.Text.of(tag, "Hello World")));
        assertEquals("42002008000000030102030000000000", hex(new Item.Bytes(tag, new byte[] {1, 2, 3})));
        assertEquals("4200200900000008" + "0000000047da67f8", hex(new Item.DateTime(tag, 0x47DA67F8L)));
        assertEquals("4200200a00000004000d2f0000000000", hex(new Item.Interval(tag, 864000)));
    }

    @Test
    void read_lengthOfTwoGigabytes_isRefusedBeforeAllocation() {
        TtlvException refused = refuse("42007801" + "7ffffff8" + "0000000000000000");
        assertEquals(4, refused.offset());
        assertEquals("offset 4: length 2147483640 of Request Message goes past the end; 8 bytes are left",
                refused.getMessage());
    }

    @Test
    void read_lengthOfFourGigabytes_isRefused() {
        assertEquals(4, refuse("42009408" + "ffffffff" + "00000000").offset());
    }

    @Test
    void read_nestingBeyondTheCap_isRefused() {
        Item item = new Item.Int(Tag.BATCH_COUNT, 1);
        for (int depth = 0; depth < TtlvReader.MAX_DEPTH; depth++) {
            item = Structure.of(Tag.BATCH_ITEM, item);
        }
        assertEquals(item, TtlvReader.read(TtlvWriter.write(item)));
        byte[] tooDeep = TtlvWriter.write(Structure.of(Tag.BATCH_ITEM, item));
        assertThrows(TtlvException.class, () -> TtlvReader.read(tooDeep));
    }

    @Test
    void read_textThatIsNotUtf8_isRefused() {
        assertEquals(8, refuse("4200940700000002c328000000000000").offset());
    }

    @Test
    void read_bytesLeftOver_areRefused() {
        assertEquals(16, refuse("4200940500000004000000ff0000000000").offset());
    }

    @Test
    void wipe_structure_zeroesBytesTextAndBigIntegers() {
        byte[] key = {1, 2, 3};
        Structure structure = Structure.of(Tag.KEY_VALUE, new Item.Bytes(Tag.KEY_MATERIAL, key),
                Item.Text.of(Tag.PASSWORD, "pw"));
        structure.wipe();
        assertArrayEquals(new byte[3], key);
        assertEquals("\0\0", ((Item.Text) structure.items().get(1)).value());
    }

    @Test
    void toString_secrets_areNotShown() {
        Structure structure = Structure.of(Tag.KEY_VALUE, new Item.Bytes(Tag.KEY_MATERIAL, "canary".getBytes()),
                Item.Text.of(Tag.PASSWORD, "canary"));
        assertFalse(structure.toString().contains("canary"));
    }

    private static TtlvException refuse(String hex) {
        return assertThrows(TtlvException.class, () -> TtlvReader.read(HexFormat.of().parseHex(hex)));
    }

    private static String hex(Item item) {
        return HexFormat.of().formatHex(TtlvWriter.write(item));
    }
}
