package io.lumenvault.db.audit;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;

/** Reads the log for verification: leaves with their entries, and what stands beside the tree. */
public final class LogPages {

    /**
     * A leaf with the entry whose body it was hashed from.
     *
     * @param time of the entry, as the leaf has it
     * @param xid transaction of the entry, or null when the entry is missing
     * @param entry or null when it is missing
     */
    public record Leaf(long leafIndex, long seq, OffsetDateTime time, byte[] leafHash, String xid, AuditRow entry) {}

    /** What names an entry: a number alone does not, since whoever may insert can give another row the same one. */
    private record Name(long seq, Instant time) {}

    private record Found(String xid, AuditRow entry) {}

    /** Leaves from one index to another, in order, with what is stored for them. */
    public List<Leaf> leaves(StatelessSession session, long from, long to) {
        return session.doReturningWork(connection -> {
            List<Leaf> bare = bareLeaves(connection, from, to);
            if (bare.isEmpty()) {
                return bare;
            }
            Map<Name, Found> entries = entries(connection, bare);
            return bare.stream().map(leaf -> with(leaf, entries.get(new Name(leaf.seq(), leaf.time().toInstant())))).toList();
        });
    }

    private static Leaf with(Leaf leaf, Found found) {
        return found == null ? leaf : new Leaf(leaf.leafIndex(), leaf.seq(), leaf.time(), leaf.leafHash(), found.xid(), found.entry());
    }

    private static List<Leaf> bareLeaves(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select leaf_index, seq, time, leaf_hash from audit_leaf"
                + " where leaf_index >= ? and leaf_index < ? order by leaf_index")) {
            select.setLong(1, from);
            select.setLong(2, to);
            List<Leaf> leaves = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    leaves.add(new Leaf(rows.getLong(1), rows.getLong(2), rows.getObject(3, OffsetDateTime.class), rows.getBytes(4), null, null));
                }
            }
            return leaves;
        }
    }

    /** By their numbers, within the span of their times: that leaves the other months' partitions alone. */
    private static Map<Name, Found> entries(Connection connection, List<Leaf> leaves) throws SQLException {
        OffsetDateTime first = leaves.stream().map(Leaf::time).min(OffsetDateTime::compareTo).orElseThrow();
        OffsetDateTime last = leaves.stream().map(Leaf::time).max(OffsetDateTime::compareTo).orElseThrow();
        // Of a middling log the planner would rather read the whole table, for each page anew.
        try (Statement byIndex = connection.createStatement()) {
            byIndex.execute("set local enable_seqscan = off");
        }
        try (PreparedStatement select = connection.prepareStatement("""
                select seq, xid::text, event_id, time, principal, protocol, operation, result, reason, link, objects, body, mac
                from audit_entry where seq = any(?) and time >= ? and time <= ?""")) {
            select.setArray(1, Columns.of(connection, "bigint", leaves, Leaf::seq));
            select.setObject(2, first);
            select.setObject(3, last);
            Map<Name, Found> found = HashMap.newHashMap(leaves.size());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    AuditRow entry = AuditRepository.entryOf(rows).withMac(rows.getBytes("mac"));
                    found.put(new Name(rows.getLong(1), entry.time()), new Found(rows.getString(2), entry));
                }
            }
            return found;
        }
    }

    /** Whether there are leaves outside the tree, before its first or after its last. The sequencer writes none there. */
    public boolean hasLeavesOutside(StatelessSession session) {
        return count(session, """
                select count(*) from (
                    (select leaf_index from audit_leaf where leaf_index < 0 order by leaf_index limit 1) union all
                    (select leaf_index from audit_leaf where leaf_index >= (select size from audit_tree where id = 1) order by leaf_index limit 1)) outside""") > 0;
    }

    /** The number of tree nodes over leaves that the tree does not have. */
    public long nodesOutside(StatelessSession session) {
        return count(session, """
                select count(*) from audit_node
                where index < 0 or level > 56 or index + 1 > (select size from audit_tree where id = 1) >> level""");
    }

    /** The number of signed heads of trees larger than the tree. */
    public long checkpointsOutside(StatelessSession session) {
        return count(session, "select count(*) from audit_checkpoint where size < 1 or size > (select size from audit_tree where id = 1)");
    }

    /**
     * The number of entries that stand at or before the tree's last one. The sequencer leaves none out: those beyond the number of
     * leaves with an entry have been written by somebody else.
     */
    public long entriesUpTo(StatelessSession session, TreeRepository.TreeState state) {
        return session.doReturningWork(connection -> {
            // Step by step: counted at once, a large log would be silent for longer than a connection may be.
            try (PreparedStatement step = connection.prepareStatement("""
                    with step as (select xid, seq from audit_entry where (xid, seq) > (?::xid8, ?) and (xid, seq) <= (?::xid8, ?)
                        order by xid, seq limit 200000)
                    select (select count(*) from step), xid::text, seq from step order by step.xid desc, step.seq desc limit 1""")) {
                long total = 0;
                String xid = "0";
                long seq = 0;
                while (true) {
                    step.setString(1, xid);
                    step.setLong(2, seq);
                    step.setString(3, state.lastXid());
                    step.setLong(4, state.lastSeq());
                    try (ResultSet row = step.executeQuery()) {
                        if (!row.next()) {
                            return total;
                        }
                        total += row.getLong(1);
                        xid = row.getString(2);
                        seq = row.getLong(3);
                    }
                }
            }
        });
    }

    /** The number of entries of transactions that have not begun yet: no server wrote them, and they would wait for their time. */
    public long ofTheFuture(StatelessSession session) {
        return count(session, "select count(*) from audit_entry where xid >= pg_snapshot_xmax(pg_current_snapshot())");
    }

    /** Whether there is an entry of this operation behind a position. */
    public boolean hasAfter(StatelessSession session, LogPosition position, String operation) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select exists (select from audit_entry where (xid, seq) > (?::xid8, ?) and operation = ?)")) {
                select.setString(1, position.xid());
                select.setLong(2, position.seq());
                select.setString(3, operation);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    private static long count(StatelessSession session, String query) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement count = connection.prepareStatement(query); ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
