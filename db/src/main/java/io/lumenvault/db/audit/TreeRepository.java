package io.lumenvault.db.audit;

import io.lumenvault.db.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements by which the Merkle tree over the audit entries grows. */
public final class TreeRepository {

    /** Advisory lock that makes one node at a time the sequencer. */
    private static final long SEQUENCER_LOCK = 0x4c756d656e760001L;
    /** So many rows are looked through for one that waits. */
    private static final int MOST_BEHIND = 200_000;

    /** An entry that has no leaf yet. {@code xid} is the transaction that wrote it; {@code mac} is null where it has none. */
    public record Unsequenced(String xid, long seq, OffsetDateTime time, byte[] body, byte[] mac) {}

    /** The tree as committed: its size, frontier and the last entry that it covers. */
    public record TreeState(long size, byte[] frontier, String lastXid, long lastSeq) {

        /** Where the last entry that it covers stands. */
        public LogPosition last() {
            return new LogPosition(lastXid, lastSeq);
        }
    }

    /** An entry whose leaf has not been seen. @param hash that its leaf is to have */
    public record Awaited(UUID event, Instant time, byte[] hash) {}

    /** An entry that has no leaf. @param waiting whether its row stands behind the tree's last entry, or that cannot be told among so many */
    public record Leafless(UUID event, boolean waiting) {}

    /** Takes the sequencer's lock for this transaction; false when another node holds it. */
    public boolean lockSequencer(StatelessSession session) {
        // Not a Hibernate query: ten a second would each leave an entry in its plan cache.
        return session.doReturningWork(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
                lock.setLong(1, SEQUENCER_LOCK);
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    public TreeState state(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "select size, frontier, last_xid::text, last_seq from audit_tree where id = 1");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new TreeState(row.getLong(1), row.getBytes(2), row.getString(3), row.getLong(4));
            }
        });
    }

    /**
     * Entries after a position, in the order of their transactions. Only transactions older than every running one
     * are taken, so that no entry can appear later behind one that already has a leaf.
     */
    public List<Unsequenced> unsequenced(StatelessSession session, LogPosition after, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select entry.xid::text, entry.seq, entry.time, entry.body, entry.mac from audit_entry entry
                    where (entry.xid, entry.seq) > (?::xid8, ?) and entry.xid < pg_snapshot_xmin(pg_current_snapshot())
                    order by entry.xid, entry.seq limit ?""")) {
                select.setString(1, after.xid());
                select.setLong(2, after.seq());
                select.setInt(3, limit);
                List<Unsequenced> entries = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        entries.add(row(rows));
                    }
                }
                return entries;
            }
        });
    }

    /** Of the columns xid, seq, time, body and mac. */
    static Unsequenced row(ResultSet rows) throws SQLException {
        return new Unsequenced(rows.getString(1), rows.getLong(2), rows.getObject(3, OffsetDateTime.class), rows.getBytes(4), rows.getBytes(5));
    }

    /** The number of rows that stand behind the tree's last entry. */
    public long waiting(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement count = connection.prepareStatement("""
                            select count(*) from audit_entry entry, audit_tree tree
                            where tree.id = 1 and (entry.xid, entry.seq) > (tree.last_xid, tree.last_seq)""");
                    ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Those of some entries that have no leaf. */
    public List<Leafless> leafless(StatelessSession session, List<Awaited> entries) {
        return session.doReturningWork(connection -> {
            // Offset 0 has each leaf looked for by its time: never all leaves of the log.
            try (PreparedStatement select = connection.prepareStatement("""
                    with behind as materialized (select event_id from audit_entry
                        where (xid, seq) > ((select last_xid from audit_tree where id = 1), (select last_seq from audit_tree where id = 1))
                        order by xid, seq limit ?)
                    select awaited.event, (select count(*) from behind) = ? or awaited.event in (select event_id from behind)
                    from unnest(?, ?, ?) as awaited (event, time, hash)
                    where not exists (select from audit_leaf where time = awaited.time and leaf_hash = awaited.hash offset 0)""")) {
                select.setInt(1, MOST_BEHIND);
                select.setInt(2, MOST_BEHIND);
                select.setArray(3, Columns.of(connection, "uuid", entries, Awaited::event));
                select.setArray(4, Columns.times(connection, entries, Awaited::time));
                select.setArray(5, Columns.bytes(connection, entries, Awaited::hash));
                List<Leafless> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Leafless(rows.getObject(1, UUID.class), rows.getBoolean(2)));
                    }
                }
                return found;
            }
        });
    }

    /** The time of the first row behind the tree's last entry; empty when there is none. */
    public Optional<Instant> firstWaiting(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                            select time from audit_entry
                            where (xid, seq) > ((select last_xid from audit_tree where id = 1), (select last_seq from audit_tree where id = 1))
                            order by xid, seq limit 1""");
                    ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant()) : Optional.empty();
            }
        });
    }

    /** Adds leaves from index {@code first} on for the entries with these sequence numbers. */
    public void insertLeaves(StatelessSession session, long first, List<Unsequenced> entries, List<byte[]> leafHashes) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into audit_leaf (leaf_index, seq, leaf_hash, time)
                    select ? + ordinal - 1, seq, hash, time
                    from unnest(?, ?, ?) with ordinality as leaf (seq, hash, time, ordinal)""")) {
                insert.setLong(1, first);
                insert.setArray(2, Columns.of(connection, "bigint", entries, Unsequenced::seq));
                insert.setArray(3, connection.createArrayOf("bytea", leafHashes.toArray(byte[][]::new)));
                insert.setArray(4, Columns.of(connection, "timestamptz", entries, Unsequenced::time));
                insert.executeUpdate();
            }
        });
    }

    /** Moves the tree from {@code before} to {@code after}; false when another node has moved it. */
    public boolean advance(StatelessSession session, TreeState before, TreeState after) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement advance = connection.prepareStatement("select audit_advance(?, ?, ?, ?::xid8, ?)")) {
                advance.setLong(1, before.size());
                advance.setLong(2, after.size());
                advance.setBytes(3, after.frontier());
                advance.setString(4, after.lastXid());
                advance.setLong(5, after.lastSeq());
                try (ResultSet row = advance.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }
}
