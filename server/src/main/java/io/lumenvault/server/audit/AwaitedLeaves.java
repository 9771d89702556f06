package io.lumenvault.server.audit;

import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.db.audit.TreeRepository.Awaited;
import io.lumenvault.tlog.MerkleHasher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Entries that this node has committed, until it has seen their leaves. What is taken out of the table before it has a leaf is not missed
 * by the tree: only whoever wrote it can say that it was there. Those that are written within a transaction of other work are not among
 * them, since whether that commits is not known here; and beyond a number that full load reaches in some seconds none are added.
 */
final class AwaitedLeaves {

    /** So many are remembered. */
    static final int MOST = 1 << 17;
    /** A leaf that takes longer is asked for. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** So many are asked for at once. */
    private static final int MOST_OVERDUE = 10_000;

    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** @param since when it was committed or last asked for, by the monotonic clock; null while it is being written */
    private record Waiting(Awaited entry, Long since) {}

    /** @param nanos the monotonic clock */
    AwaitedLeaves(LongSupplier nanos) {
        this.nanos = Objects.requireNonNull(nanos, "nanos");
    }

    /**
     * Writes entries. They are awaited from before they can have leaves.
     *
     * @param writing returns when they are committed, or false when they were not written
     * @return what that returned
     */
    boolean write(List<AuditRow> rows, BooleanSupplier writing) {
        List<Long> begun = rows.stream().map(this::begin).toList();
        boolean written = false;
        try {
            written = writing.getAsBoolean();
            return written;
        } finally {
            if (written) {
                begun.forEach(this::asked);
            } else {
                begun.forEach(waiting::remove);
            }
        }
    }

    private Long begin(AuditRow row) {
        byte[] hash = new MerkleHasher().leaf(row.body());
        Long start = start(hash);
        if (waiting.size() < MOST) {
            waiting.put(start, new Waiting(new Awaited(row.eventId(), row.time(), hash), null));
        }
        return start;
    }

    private void asked(Long start) {
        waiting.computeIfPresent(start, (same, found) -> new Waiting(found.entry(), nanos.getAsLong()));
    }

    /** A leaf has come, of this or of another node's entry. */
    void leaf(byte[] hash) {
        waiting.remove(start(hash));
    }

    /** Committed entries whose leaves have not come for long. */
    List<Awaited> overdue() {
        long now = nanos.getAsLong();
        return waiting.values().stream().filter(found -> found.since() != null && now - found.since() > PATIENCE.toNanos())
                .limit(MOST_OVERDUE).map(Waiting::entry).toList();
    }

    /** The entry still stands in the table: it is given as long again. */
    void postpone(Awaited entry) {
        asked(start(entry.hash()));
    }

    private static Long start(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }
}
