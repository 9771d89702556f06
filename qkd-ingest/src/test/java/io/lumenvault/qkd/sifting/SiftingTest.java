package io.lumenvault.qkd.sifting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SiftingTest {
    private static Announcement announcement(int slots, TreeSet<Integer> clicks, long firstSlot) {
        int[] offsets = clicks.stream().mapToInt(Integer::intValue).toArray();
        byte[] bases = new byte[offsets.length];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = (byte) (offsets[i] * 31 >> 2 & 1);
        }
        return new Announcement(firstSlot, slots, offsets, bases);
    }

    @Property(tries = 200)
    void announcement_roundTrips(@ForAll @Size(max = 300) Set<@IntRange(max = 50_000_000) Integer> clicks,
            @ForAll long first) {
        Announcement sent = announcement(50_000_001, new TreeSet<>(clicks), first);
        Announcement got = Announcement.fromBytes(sent.toBytes(SiftingTable.TWO_BASES), SiftingTable.TWO_BASES);
        assertEquals(sent.firstSlot(), got.firstSlot());
        assertEquals(sent.slots(), got.slots());
        assertArrayEquals(sent.offsets(), got.offsets());
        assertArrayEquals(sent.bases(), got.bases());
    }

    @Property(tries = 50)
    void announcement_ofThreeDirections_roundTrips(@ForAll @Size(max = 60) Set<@IntRange(max = 5_000) Integer> clicks) {
        SiftingTable table = SiftingTable.measured(new int[][] {{SiftingTable.key()}}, 3);
        int[] offsets = new TreeSet<>(clicks).stream().mapToInt(Integer::intValue).toArray();
        byte[] bases = new byte[offsets.length];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = (byte) (i % 3);
        }
        Announcement got = Announcement.fromBytes(new Announcement(7, 5_001, offsets, bases).toBytes(table), table);
        assertArrayEquals(offsets, got.offsets());
        assertArrayEquals(bases, got.bases());
    }

    @Test
    void bothEndsSend_basesAreComparedAndIntensitiesTold_ofEveryPair() {
        SiftingTable table = SiftingTable.sent(new int[][] {{SiftingTable.key(), SiftingTable.test(0), SiftingTable.test(1)},
            {SiftingTable.test(2), SiftingTable.test(3), SiftingTable.test(16)}, {}, {}, {SiftingTable.test(4), SiftingTable.test(5), SiftingTable.test(6)}}, 17);
        byte[] bases = {0, 0, 1, 1, 4, 4, 7};
        // Bit 0 the basis, bit 1 the bit, bits 2 and 3 the intensity.
        byte[] choices = {0b0010, 0b0001, 0b1011, 0b0010, 0b0110, 0b0111, 0b0011};
        Announcement sent = new Announcement(0, 100, new int[] {0, 2, 3, 4, 50, 51, 99}, bases);
        Announcement announcement = Announcement.fromBytes(sent.toBytes(table), table);
        assertArrayEquals(bases, announcement.bases());
        MatchReply reply = MatchReply.fromBytes(MatchReply.of(announcement, choices, table).toBytes(), choices.length);
        boolean[] used = {true, false, true, false, true, false, false};
        for (int i = 0; i < used.length; i++) {
            assertEquals(used[i], reply.matches(i), "slot " + i);
        }
        assertEquals(2, reply.label(2));
        assertEquals(1, reply.testBit(2));
        assertEquals(0, reply.testBit(0), "a key bit is not told");
        assertEquals(16, table.use(1, 2) - SiftingTable.TEST);
        assertEquals(5, table.use(4, 1) - SiftingTable.TEST);
        assertTrue(table.use(0, 0) < SiftingTable.TEST);
        assertThrows(IllegalArgumentException.class, () -> table.use(7, 0));
    }

    @Test
    void cutter_replyThatUsesWhatTheTableDrops_isRefused() {
        SiftingTable table = SiftingTable.measured(new int[][] {{SiftingTable.key(), SiftingTable.dropped()}}, 3);
        BlockCutter cutter = new BlockCutter(3, table);
        assertThrows(IllegalArgumentException.class, () -> cutter.add(new Announcement(0, 1, new int[] {0}, new byte[] {0}),
                new MatchReply(new byte[] {0b011}), new byte[] {1}));
    }

    @Property(tries = 300)
    void announcement_anyBytes_areReadOrRefused(@ForAll byte[] bytes) {
        try {
            Announcement.fromBytes(bytes, SiftingTable.TWO_BASES);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().length() > 5);
        }
    }

    @Test
    void announcement_ofMoreClicksThanBytes_isRefusedBeforeThereIsRoomMadeForThem() {
        for (int count : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 7, 1_910_000_000}) {
            byte[] bytes = ByteBuffer.allocate(32).putLong(0).putInt(Integer.MAX_VALUE).putInt(count).array();
            assertThrows(IllegalArgumentException.class, () -> Announcement.fromBytes(bytes, SiftingTable.TWO_BASES));
        }
    }

    @Test
    void announcement_clickBeyondTheStretch_isRefused() {
        byte[] bytes = announcement(100, new TreeSet<>(Arrays.asList(5, 99)), 0).toBytes(SiftingTable.TWO_BASES);
        bytes[11] = 99;
        assertThrows(IllegalArgumentException.class, () -> Announcement.fromBytes(bytes, SiftingTable.TWO_BASES));
    }

    @Test
    void reply_tellsIntensityOfMatchesAndBitsOfTheTestBasisOnly() {
        Announcement announcement = new Announcement(0, 10, new int[] {1, 2, 3, 4}, new byte[] {0, 1, 0, 1});
        // Alice: X bit 1 mu2; Z bit 1 mu3; Z bit 1 mu1 (no match); Z bit 0 mu1.
        byte[] choices = {0b0110, 0b1011, 0b0011, 0b0001};
        MatchReply reply = MatchReply.fromBytes(MatchReply.of(announcement, choices, SiftingTable.TWO_BASES).toBytes(), 4);
        assertTrue(reply.matches(0) && reply.matches(1) && !reply.matches(2) && reply.matches(3));
        assertEquals(1, reply.label(0));
        assertEquals(0, reply.testBit(0), "no bit of the key basis is told");
        assertEquals(2, reply.label(1));
        assertEquals(1, reply.testBit(1));
        assertEquals(0, reply.answers()[2]);
        assertEquals(0, reply.testBit(3));
    }

    @Test
    void reply_intensityThatDoesNotExist_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> MatchReply.fromBytes(new byte[] {0b0111}, 1));
        assertThrows(IllegalArgumentException.class, () -> MatchReply.fromBytes(new byte[2], 1));
    }

    @Test
    void cutter_cutsAtExactlyTheAgreedNumberOfKeyBits() {
        BlockCutter cutter = new BlockCutter(3, SiftingTable.TWO_BASES);
        int[] offsets = {0, 1, 2, 3, 4, 5, 6};
        byte[] bases = {0, 1, 0, 0, 1, 0, 0};
        // All match: intensity 0; test bits of Alice are 1 for click 1 and 0 for click 4.
        byte[] answers = {1, 9, 1, 3, 1, 5, 1};
        byte[] bits = {1, 0, 0, 1, 1, 1, 0};
        cutter.add(new Announcement(0, 7, offsets, bases), new MatchReply(answers), bits);
        assertFalse(cutter.needsLight());
        SiftedBlock block = cutter.next();
        assertArrayEquals(new long[] {2, 1, 0}, block.counts().key());
        assertArrayEquals(new long[] {1, 0, 0}, block.counts().test());
        assertArrayEquals(new long[] {1, 0, 0}, block.counts().testErrors());
        assertEquals(0b101, block.key().words()[0]);
        assertTrue(cutter.needsLight());
        assertEquals(2, cutter.filled());
    }

    /** A stretch counts for the block that was open when it came. */
    @Test
    void gain_isOfAllClicksAndOfAllSlotsOfTheBlocksStretches() {
        BlockCutter cutter = new BlockCutter(3, SiftingTable.TWO_BASES);
        byte[] unmatched = {0, 0};
        cutter.add(new Announcement(0, 100, new int[] {1, 2}, new byte[2]), new MatchReply(unmatched), new byte[2]);
        cutter.add(new Announcement(100, 50, new int[0], new byte[0]), new MatchReply(new byte[0]), new byte[0]);
        byte[] matched = {1, 1, 1, 1, 1, 1, 1};
        cutter.add(new Announcement(150, 50, new int[] {0, 1, 2, 3, 4, 5, 6}, new byte[7]), new MatchReply(matched), new byte[7]);
        assertEquals(9.0 / 200, cutter.next().gain());
        assertTrue(Double.isNaN(cutter.next().gain()), "it began and ended in the same stretch");
        cutter.add(new Announcement(200, 400, new int[] {7, 9}, new byte[2]), new MatchReply(new byte[] {1, 1}), new byte[2]);
        assertEquals(2.0 / 400, cutter.next().gain());
    }
}
