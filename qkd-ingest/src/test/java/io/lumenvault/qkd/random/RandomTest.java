package io.lumenvault.qkd.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomTest {
    @Test
    void secureBits_acrossRefills_neverRepeatAndAreBalanced() {
        SecureBits bits = new SecureBits();
        Set<Long> seen = new HashSet<>();
        long ones = 0;
        int words = 50_000;
        for (int i = 0; i < words; i++) {
            long word = bits.nextLong();
            assertTrue(seen.add(word), "64-bit values repeat");
            ones += Long.bitCount(word);
        }
        assertEquals(words * 32.0, ones, 6 * Math.sqrt(words * 16.0));
    }

    @Test
    void secureBits_wordsInBulkBetweenSingleBytes_neverRepeatAndAreBalanced() {
        SecureBits bits = new SecureBits();
        int[] words = new int[1000];
        long ones = 0;
        Set<Long> seen = new HashSet<>();
        int fills = 50;
        for (int fill = 0; fill < fills; fill++) {
            bits.nextInts(words, 999);
            assertEquals(0, words[999]);
            bits.nextBytes(new byte[1]);
            for (int i = 0; i < 998; i += 2) {
                assertTrue(seen.add((long) words[i] << 32 | words[i + 1] & 0xFFFF_FFFFL), "64-bit values repeat");
                ones += Integer.bitCount(words[i]) + Integer.bitCount(words[i + 1]);
            }
        }
        int drawn = fills * 998 * 32;
        assertEquals(drawn / 2.0, ones, 6 * Math.sqrt(drawn / 4.0));
    }

    @Test
    void secureBits_ofTwoSources_differ() {
        byte[] a = new byte[200_000];
        byte[] b = new byte[200_000];
        new SecureBits().nextBytes(a);
        new SecureBits().nextBytes(b);
        assertNotEquals(Arrays.hashCode(a), Arrays.hashCode(b));
    }

    @Test
    void xoshiro_sameSeed_repeatsAndIsUniform() {
        Xoshiro256 a = new Xoshiro256(5);
        Xoshiro256 b = new Xoshiro256(5);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            assertEquals(a.nextLong(), b.nextLong());
            counts[a.nextInt(10)]++;
            b.nextInt(10);
        }
        for (int count : counts) {
            assertEquals(10_000, count, 5 * Math.sqrt(10_000));
        }
    }
}
