package io.lumenvault.db.audit;

import io.lumenvault.db.Columns;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.db.audit.TreeRepository.Unsequenced;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hibernate.StatelessSession;

/** Statements on rows that stand in the log's table and are none of its entries, and those by which such rows are told from entries. */
public final class RefusedRepository {

    /** A leaf, and when its entry was. */
    public record TimedLeaf(byte[] hash, OffsetDateTime time) {}

    /** A leaf with the entry that it names; {@code body} and {@code mac} are null where that is not there. */
    public record Sequenced(long leafIndex, byte[] hash, long seq, OffsetDateTime time, byte[] body, byte[] mac) {}

    /** Sets rows apart. @return how many were not known before */
    public int insert(StatelessSession session, List<Unsequenced> rows, List<byte[]> leafHashes) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into audit_refused (seq, time, xid, leaf_hash)"
                    + " select seq, time, xid::xid8, hash from unnest(?, ?, ?, ?) as refused (seq, time, xid, hash)"
                    + " on conflict do nothing")) {
                insert.setArray(1, Columns.of(connection, "bigint", rows, Unsequenced::seq));
                insert.setArray(2, Columns.of(connection, "timestamptz", rows, Unsequenced::time));
                insert.setArray(3, Columns.of(connection, "text", rows, Unsequenced::xid));
                insert.setArray(4, connection.createArrayOf("bytea", leafHashes.toArray(byte[][]::new)));
                return insert.executeUpdate();
            }
        });
    }

    /** Rows set apart that stand at or before the tree's last entry and have no leaf. */
    public List<Unsequenced> upTo(StatelessSession session, TreeState state) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select entry.xid::text, entry.seq, entry.time, entry.body, entry.mac
                    from audit_refused refused
                    cross join lateral (select * from audit_entry where seq = refused.seq and time = refused.time offset 0) entry
                    left join lateral (select time from audit_leaf where seq = refused.seq offset 0) leaf on leaf.time = entry.time
                    where (entry.xid, entry.seq) <= (?::xid8, ?) and leaf.time is null""")) {
                select.setString(1, state.lastXid());
                select.setLong(2, state.lastSeq());
                List<Unsequenced> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(TreeRepository.row(rows));
                    }
                }
                return found;
            }
        });
    }

    /** Leaves from one index to another, without their entries. */
    public List<TimedLeaf> leaves(StatelessSession session, long from, long to) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select leaf_hash, time from audit_leaf where leaf_index >= ? and leaf_index < ? order by leaf_index")) {
                select.setLong(1, from);
                select.setLong(2, to);
                List<TimedLeaf> leaves = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        leaves.add(new TimedLeaf(rows.getBytes(1), rows.getObject(2, OffsetDateTime.class)));
                    }
                }
                return leaves;
            }
        });
    }

    /** Leaves from one index to another with their entries, each read by its key: a join would read the whole table for each page anew. */
    public List<Sequenced> sequenced(StatelessSession session, long from, long to) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select leaf.leaf_index, leaf.leaf_hash, leaf.seq, leaf.time, entry.body, entry.mac
                    from audit_leaf leaf
                    left join lateral (select body, mac from audit_entry where seq = leaf.seq and time = leaf.time offset 0) entry on true
                    where leaf.leaf_index >= ? and leaf.leaf_index < ? order by leaf.leaf_index""")) {
                select.setLong(1, from);
                select.setLong(2, to);
                List<Sequenced> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Sequenced(rows.getLong(1), rows.getBytes(2), rows.getLong(3), rows.getObject(4, OffsetDateTime.class),
                                rows.getBytes(5), rows.getBytes(6)));
                    }
                }
                return found;
            }
        });
    }

    /** Whether a leaf has this hash; entries of the same content are of the same time. */
    public boolean hasLeaf(StatelessSession session, byte[] hash, OffsetDateTime time) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select exists (select from audit_leaf where time = ? and leaf_hash = ?)")) {
                select.setObject(1, time);
                select.setBytes(2, hash);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }

    /**
     * The first leaf from one index to another that has the hash of one before it; empty when there is none. Entries of the same content
     * are of the same time.
     */
    public OptionalLong firstRepeated(StatelessSession session, long from, long to) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select min(leaf.leaf_index) from audit_leaf leaf
                    cross join lateral (select from audit_leaf where time = leaf.time and leaf_hash = leaf.leaf_hash
                        and leaf_index < leaf.leaf_index offset 0) other
                    where leaf.leaf_index >= ? and leaf.leaf_index < ?""")) {
                select.setLong(1, from);
                select.setLong(2, to);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long index = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
                }
            }
        });
    }

    /** The latest time among leaves before {@code end} that are of {@code since} or later; null when there is none. */
    public OffsetDateTime latest(StatelessSession session, OffsetDateTime since, long end) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select max(time) from audit_leaf where time >= ? and leaf_index < ?")) {
                select.setObject(1, since);
                select.setLong(2, end);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getObject(1, OffsetDateTime.class);
                }
            }
        });
    }
}
