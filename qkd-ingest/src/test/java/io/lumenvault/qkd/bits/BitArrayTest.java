package io.lumenvault.qkd.bits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BitArrayTest {
    @Property(tries = 200)
    void bytes_roundTrip(@ForAll @Size(max = 40) byte[] bytes) {
        assertArrayEquals(bytes, BitArray.fromBytes(bytes, bytes.length * 8).toBytes());
    }

    @Property(tries = 200)
    void slice_takesThoseBits(@ForAll @Size(value = 40) byte[] bytes, @ForAll @IntRange(max = 320) int a,
            @ForAll @IntRange(max = 320) int b) {
        BitArray all = BitArray.fromBytes(bytes, 320);
        int from = Math.min(a, b);
        BitArray part = all.slice(from, Math.max(a, b) - from);
        for (int i = 0; i < part.size(); i++) {
            assertEquals(all.get(from + i), part.get(i));
        }
        assertArrayEquals(BitArray.fromBytes(part.toBytes(), part.size()).words(), part.words(), "no bits beyond the end");
    }

    @Property(tries = 300)
    void words_andOnes_areThoseBits(@ForAll @Size(value = 40) byte[] bytes, @ForAll @IntRange(min = 1, max = 320) int size,
            @ForAll @IntRange(max = 319) int a, @ForAll @IntRange(max = 320) int b) {
        BitArray all = BitArray.fromBytes(bytes, size);
        int from = Math.min(a, size - 1);
        int count = Math.min(b, size - from);
        int ones = 0;
        for (int i = 0; i < count; i++) {
            ones += all.get(from + i);
        }
        assertEquals(ones, all.ones(from, count));
        long word = all.word(from);
        for (int i = 0; i < 64; i++) {
            assertEquals(from + i < size ? all.get(from + i) : 0, word >>> i & 1);
        }
    }

    @Test
    void firstBit_isTheLeastSignificantOfTheFirstByte() {
        assertEquals(1, BitArray.fromBytes(new byte[] {1, 0}, 16).get(0));
        assertEquals(1, BitArray.fromBytes(new byte[] {0, 2}, 16).get(9));
    }

    @Test
    void toString_tellsTheLengthOnly() {
        BitArray secret = BitArray.fromBytes(new byte[] {(byte) 0xAB}, 8);
        assertFalse(secret.toString().toLowerCase().contains("ab,") || secret.toString().contains("171"));
        secret.wipe();
        assertEquals(0, secret.words()[0]);
    }
}
