package io.lumenvault.kmip.ttlv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TtlvPropertiesTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void writeThenRead_anyTree_givesAnEqualTree(@ForAll("items") Item item) {
        byte[] bytes = TtlvWriter.write(item);
        assertEquals(item.encodedLength(), bytes.length);
        assertEquals(item, TtlvReader.read(bytes));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void read_oneByteChanged_isRefusedOrWrittenBackAsRead(@ForAll("items") Item item, @ForAll int where,
            @ForAll byte value) {
        byte[] bytes = TtlvWriter.write(item);
        bytes[Math.floorMod(where, bytes.length)] = value;
        try {
            assertArrayEquals(bytes, TtlvWriter.write(TtlvReader.read(bytes)));
        } catch (TtlvException refused) {
            assertEquals("offset " + refused.offset(), refused.getMessage().split(":")[0]);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void read_anyBytes_isRefusedOrWrittenBackAsRead(@ForAll byte[] bytes) {
        try {
            assertArrayEquals(bytes, TtlvWriter.write(TtlvReader.read(bytes)));
        } catch (TtlvException refused) {
            assertEquals("offset " + refused.offset(), refused.getMessage().split(":")[0]);
        }
    }

    @Provide
    Arbitrary<Item> items() {
        return Arbitraries.recursive(TtlvPropertiesTest::primitives, TtlvPropertiesTest::structures, 0, 3);
    }

    private static Arbitrary<Item> structures(Arbitrary<Item> inner) {
        return Combinators.combine(tags(), inner.list().ofMaxSize(3)).as(Structure::new);
    }

    private static Arbitrary<Tag> tags() {
        return Arbitraries.oneOf(Arbitraries.integers().between(0x420001, 0x420176),
                Arbitraries.integers().between(0x540000, 0x54FFFF)).map(Tag::of);
    }

    private static Arbitrary<Item> primitives() {
        Tag tag = Tag.DATA;
        Arbitrary<Item> values = Arbitraries.oneOf(
                Arbitraries.integers().map(value -> (Item) new Item.Int(tag, value)),
                Arbitraries.longs().map(value -> new Item.LongInt(tag, value)),
                Arbitraries.bigIntegers().between(BigInteger.TWO.pow(200).negate(), BigInteger.TWO.pow(200))
                        .map(value -> Item.BigInt.of(tag, value)),
                Arbitraries.integers().map(value -> new Item.Enumeration(tag, value)),
                Arbitraries.of(true, false).map(value -> new Item.Bool(tag, value)),
                Arbitraries.strings().ofMaxLength(20).filter(TtlvPropertiesTest::encodable)
                        .map(value -> Item.Text.of(tag, value)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(value -> new Item.Bytes(tag, value)),
                Arbitraries.longs().map(value -> new Item.DateTime(tag, value)),
                Arbitraries.longs().between(0, 0xFFFFFFFFL).map(value -> new Item.Interval(tag, value)),
                Arbitraries.longs().map(value -> new Item.DateTimeExtended(tag, value)));
        return Combinators.combine(values, tags()).as(Item::withTag);
    }

    private static boolean encodable(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
