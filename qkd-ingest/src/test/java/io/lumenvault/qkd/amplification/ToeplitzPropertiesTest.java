package io.lumenvault.qkd.amplification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.bits.BitArray;
import io.lumenvault.qkd.random.Xoshiro256;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToeplitzPropertiesTest {
    private static BitArray random(int n, Xoshiro256 random) {
        BitArray bits = new BitArray(n);
        for (int i = 0; i < n; i++) {
            bits.set(i, (int) (random.nextLong() >>> 63));
        }
        return bits;
    }

    /** The definition, bit by bit. */
    private static BitArray definition(BitArray x, BitArray seed, int m) {
        int n = x.size();
        BitArray out = new BitArray(m);
        for (int i = 0; i < m; i++) {
            int bit = 0;
            for (int j = 0; j < n; j++) {
                bit ^= seed.get(i - j + n - 1) & x.get(j);
            }
            out.set(i, bit);
        }
        return out;
    }

    @Property(tries = 150)
    void bothMethods_equalTheDefinition(@ForAll @IntRange(min = 1, max = 700) int n, @ForAll @IntRange(min = 1, max = 400) int m,
            @ForAll long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        BitArray x = random(n, random);
        BitArray s = random(n + m - 1, random);
        long[] expected = definition(x, s, m).words();
        assertArrayEquals(expected, ToeplitzExact.hash(x, s, m).words());
        assertEquals(ToeplitzExact.hash(x, s, m).get(m - 1), ToeplitzExact.bit(x, 0, s, m - 1));
        assertArrayEquals(expected, new ToeplitzHash().hash(x, s, m).words());
    }

    @Property(tries = 150)
    void modified_fastEqualsExact(@ForAll @IntRange(min = 1, max = 5000) int n, @ForAll @IntRange(min = 1, max = 5000) int limit,
            @ForAll long seed) {
        int m = Math.min(n, limit);
        Xoshiro256 random = new Xoshiro256(seed);
        BitArray x = random(n, random);
        BitArray s = random(Math.max(1, n - 1), random);
        assertArrayEquals(ToeplitzExact.modified(x, s, m).words(), new ToeplitzHash().modified(x, s, m).words());
    }

    @Property(tries = 500)
    void tiling_coversAnyInputAndResultWithinItsTransforms(@ForAll @IntRange(min = 1, max = 100_000_000) int n,
            @ForAll @IntRange(min = 1, max = 100_000_000) int m) {
        Tiling tiling = Tiling.of(n, m);
        assertTrue(tiling.chunk() >= 1 && tiling.piece() >= 1 && tiling.log() <= Tiling.MOST_LOG, tiling.toString());
        assertTrue(tiling.chunk() + tiling.piece() - 1 <= 1 << tiling.log(), tiling.toString());
        assertTrue(2L * tiling.pairs(n) * tiling.chunk() >= n, tiling.toString());
        assertEquals(0, tiling.piece() < m ? tiling.piece() % 64 : 0, "a piece begins at a whole word");
    }

    @Property(tries = 300)
    void hash_cutIntoChunksAndPieces_equalsExact(@ForAll @IntRange(min = 1, max = 5000) int n, @ForAll @IntRange(min = 1, max = 5000) int m,
            @ForAll @IntRange(min = 7, max = 12) int mostLog, @ForAll long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        BitArray x = random(n, random);
        BitArray key = random(n + m - 1, random);
        ToeplitzHash cut = new ToeplitzHash(mostLog);
        assertEquals(0, ToeplitzExact.hash(x, key, m).hammingDistance(cut.hash(x, key, m)));
        assertTrue(cut.roundingError() < 0.01, "rounding error " + cut.roundingError());
    }

    /** All signs alike, or alike in stretches, are the largest sums there are; where they are too large, all is computed exactly. */
    @Property(tries = 60)
    void inputsAndSeedsOfOneSign_equalExact(@ForAll @IntRange(min = 1, max = 300_000) int n, @ForAll @IntRange(min = 1, max = 200) int m,
            @ForAll boolean ones, @ForAll boolean seedOnes, @ForAll @IntRange(min = 0, max = 300_000) int turn) {
        BitArray x = alike(n, ones, turn);
        BitArray key = alike(n + m - 1, seedOnes, turn / 2);
        assertEquals(0, ToeplitzExact.hash(x, key, m).hammingDistance(new ToeplitzHash().hash(x, key, m)));
    }

    @Test
    void longInputAndSeedOfOneSign_equalExact() {
        int n = 12_000_000;
        int m = 70;
        ToeplitzHash toeplitz = new ToeplitzHash();
        for (boolean seedOnes : new boolean[] {false, true}) {
            BitArray x = alike(n, true, n - 1);
            BitArray key = alike(n + m - 1, seedOnes, 0);
            assertEquals(0, ToeplitzExact.hash(x, key, m).hammingDistance(toeplitz.hash(x, key, m)));
        }
    }

    /** All ones give the largest sums there are; each bit of the result is the parity of n. */
    @ParameterizedTest
    @CsvSource({"1, 1, 25", "64, 64, 7", "4097, 4096, 12", "99999, 70000, 13", "1048577, 300001, 25", "1048576, 300001, 25",
        "2097153, 100003, 18", "4194303, 2097153, 23"})
    void allOnes_giveTheParityOfTheirNumberEverywhere(int n, int m, int mostLog) {
        BitArray out = new ToeplitzHash(mostLog).hash(alike(n, true, n), alike(n + m - 1, true, n + m - 1), m);
        assertEquals((n & 1) * m, out.ones(0, m));
    }

    /** Bits of one value, and of the other from {@code turn} on. */
    private static BitArray alike(int n, boolean ones, int turn) {
        BitArray bits = new BitArray(n);
        for (int i = 0; i < n; i++) {
            bits.set(i, ones == i < turn ? 1 : 0);
        }
        return bits;
    }

    @Property(tries = 50)
    void hash_isLinear(@ForAll @IntRange(min = 65, max = 3000) int n, @ForAll long seed) {
        Xoshiro256 random = new Xoshiro256(seed);
        int m = n / 3;
        BitArray x = random(n, random);
        BitArray y = random(n, random);
        BitArray s = random(n + m - 1, random);
        BitArray sum = new BitArray(n);
        for (int i = 0; i < sum.words().length; i++) {
            sum.words()[i] = x.words()[i] ^ y.words()[i];
        }
        ToeplitzHash toeplitz = new ToeplitzHash();
        BitArray hx = toeplitz.hash(x, s, m);
        BitArray hy = toeplitz.hash(y, s, m);
        BitArray both = toeplitz.hash(sum, s, m);
        for (int i = 0; i < both.words().length; i++) {
            assertEquals(both.words()[i], hx.words()[i] ^ hy.words()[i]);
        }
    }

    /** Two inputs collide for a share of 2^-m of the seeds, for both constructions. */
    @Test
    void collisions_overAllSeeds_areExactlyTwoToTheMinusM() {
        int n = 12;
        int m = 4;
        BitArray x = BitArray.fromBytes(new byte[] {(byte) 0x5A, 0x03}, n);
        BitArray y = BitArray.fromBytes(new byte[] {(byte) 0x12, 0x0B}, n);
        int plain = 0;
        for (int seed = 0; seed < 1 << n + m - 1; seed++) {
            BitArray s = BitArray.fromBytes(new byte[] {(byte) seed, (byte) (seed >> 8)}, n + m - 1);
            plain += ToeplitzExact.hash(x, s, m).hammingDistance(ToeplitzExact.hash(y, s, m)) == 0 ? 1 : 0;
        }
        assertEquals(1 << n - 1, plain);
        int modified = 0;
        for (int seed = 0; seed < 1 << n - 1; seed++) {
            BitArray s = BitArray.fromBytes(new byte[] {(byte) seed, (byte) (seed >> 8)}, n - 1);
            modified += ToeplitzExact.modified(x, s, m).hammingDistance(ToeplitzExact.modified(y, s, m)) == 0 ? 1 : 0;
        }
        assertEquals(1 << n - 1 - m, modified);
    }

    @Test
    void hash_seedTooShort_isRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> new ToeplitzHash().modified(new BitArray(100), new BitArray(98), 20));
        assertTrue(e.getMessage().contains("98"));
    }
}
