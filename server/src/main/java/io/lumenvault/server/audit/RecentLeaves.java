package io.lumenvault.server.audit;

import io.lumenvault.db.audit.RefusedRepository.TimedLeaf;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last leaves, so that an entry that is in the log already is noticed without asking the database for each one. It may say yes where
 * there is none, never no where there is one: a copy has the time of its original, which is among the last leaves or not later than what
 * came before them.
 */
final class RecentLeaves {

    /** So many are remembered. */
    static final int MOST = 1 << 16;

    private final Deque<TimedLeaf> leaves = new ArrayDeque<>();
    /** How many of them begin with these 8 bytes. */
    private final Map<Long, Integer> starts = new HashMap<>();
    /** The latest time of leaves that are not remembered; null when there are none. */
    private OffsetDateTime horizon;
    private long end;

    /** Size of the tree behind the last of them. */
    long end() {
        return end;
    }

    /**
     * Begins anew.
     *
     * @param size of the tree
     * @param last the last leaves
     * @param before the latest time of leaves in front of these that are not earlier than all of these; null when there are none
     */
    void begin(long size, List<TimedLeaf> last, OffsetDateTime before) {
        leaves.clear();
        starts.clear();
        horizon = null;
        end = size - last.size();
        if (last.size() < size) {
            horizon = before == null ? last.stream().map(TimedLeaf::time).min(OffsetDateTime::compareTo).orElse(OffsetDateTime.MAX) : before;
        }
        last.forEach(this::add);
    }

    /** The next leaf. */
    void add(TimedLeaf leaf) {
        leaves.add(leaf);
        starts.merge(start(leaf.hash()), 1, Integer::sum);
        end++;
        if (leaves.size() > MOST) {
            TimedLeaf gone = leaves.remove();
            starts.computeIfPresent(start(gone.hash()), (start, number) -> number == 1 ? null : number - 1);
            horizon = horizon == null || gone.time().isAfter(horizon) ? gone.time() : horizon;
        }
    }

    /** Whether the log may have an entry with this hash and time. */
    boolean mayHave(byte[] hash, OffsetDateTime time) {
        return starts.containsKey(start(hash)) || horizon != null && !time.isAfter(horizon);
    }

    private static long start(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }
}
