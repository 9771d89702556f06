package io.lumenvault.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.audit.RefusedRepository.TimedLeaf;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leaf that is remembered is known by its hash, one that is not by its time. */
class RecentLeavesTest {

    private static final OffsetDateTime START = OffsetDateTime.parse("2026-01-01T00:00:00Z");

    @Test
    void leaf_isNeverUnknown_alsoAfterItWasForgotten() {
        RecentLeaves recent = new RecentLeaves();
        for (int i = 0; i < RecentLeaves.MOST + 500; i++) {
            recent.add(leaf(i));
        }
        assertEquals(RecentLeaves.MOST + 500, recent.end());
        for (int i = 0; i < RecentLeaves.MOST + 500; i++) {
            assertTrue(recent.mayHave(leaf(i).hash(), leaf(i).time()), "leaf " + i);
        }
        assertFalse(recent.mayHave(leaf(1 << 20).hash(), leaf(1 << 20).time()), "a new one");
        assertFalse(recent.mayHave(leaf(1 << 20).hash(), leaf(500).time()), "a new one that is a little late");
        assertTrue(recent.mayHave(leaf(1 << 20).hash(), leaf(499).time()), "as old as what was forgotten");
    }

    @Test
    void begin_knowsOfWhatCameBefore() {
        RecentLeaves recent = new RecentLeaves();
        recent.begin(1000, List.of(leaf(998), leaf(999)), null);
        assertTrue(recent.mayHave(leaf(5).hash(), leaf(5).time()));
        assertTrue(recent.mayHave(leaf(999).hash(), leaf(999).time()));
        assertFalse(recent.mayHave(leaf(1000).hash(), leaf(1000).time()));
        recent.begin(1000, List.of(leaf(998), leaf(999)), leaf(2000).time());
        assertTrue(recent.mayHave(leaf(1000).hash(), leaf(1000).time()), "a clock that was ahead before");
    }

    private static TimedLeaf leaf(int number) {
        return new TimedLeaf(ByteBuffer.allocate(32).putLong(number * 31L + 7).array(), START.plusNanos(number * 1_000_000L));
    }
}
