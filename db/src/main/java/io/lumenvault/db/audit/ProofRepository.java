package io.lumenvault.db.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements that read the stored tree for proofs and exports. */
public final class ProofRepository {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * Leaves from {@code start} to {@code end}.
     *
     * @param start the first
     * @param end behind the last
     */
    public record LeafRange(long start, long end) {

        public LeafRange {
            if (start < 0 || start > end) {
                throw new IllegalArgumentException("no leaves are from " + start + " to " + end);
            }
        }
    }

    /** Where the newest committed entry stands; empty when there is none. Rows of transactions that have not begun are none. */
    public Optional<LogPosition> newest(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "select entry.xid::text, entry.seq from audit_entry entry where entry.xid < pg_snapshot_xmax(pg_current_snapshot())"
                                    + " order by entry.xid desc, entry.seq desc limit 1");
                    ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new LogPosition(rows.getString(1), rows.getLong(2))) : Optional.empty();
            }
        });
    }

    /** Whether every entry up to this one has its leaf. */
    public boolean sequenced(StatelessSession session, LogPosition position) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select (last_xid, last_seq) >= (?::xid8, ?) from audit_tree where id = 1")) {
                select.setString(1, position.xid());
                select.setLong(2, position.seq());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /**
     * The leaves from the first to the last of a time; entries of other times may stand between them.
     *
     * @param since earliest time, included; null for the beginning
     * @param until latest time, excluded; null for the end
     * @param size leaves from this one on do not count
     */
    public LeafRange between(StatelessSession session, Instant since, Instant until, long size) {
        if (since == null && until == null) {
            return new LeafRange(0, size);
        }
        return session.doReturningWork(connection -> {
            // Offset 0 has it found by time: least and largest index would else be looked for through all leaves before the window.
            try (PreparedStatement select = connection.prepareStatement("""
                    select coalesce(min(leaf_index), 0), coalesce(max(leaf_index) + 1, 0)
                    from (select leaf_index from audit_leaf where time >= ? and time < ? and leaf_index < ? offset 0) asked""")) {
                select.setObject(1, utc(since == null ? Instant.EPOCH : since));
                select.setObject(2, utc(until == null ? LATEST : until));
                select.setLong(3, size);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new LeafRange(row.getLong(1), row.getLong(2));
                }
            }
        });
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
