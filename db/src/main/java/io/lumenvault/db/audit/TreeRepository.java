package io.lumenvault.db.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements on the Merkle tree over the audit entries: leaves, frontier, checkpoints. */
public final class TreeRepository {

    /** Advisory lock that makes one node at a time the sequencer. */
    private static final long SEQUENCER_LOCK = 0x4c756d656e760001L;

    /** An entry that has no leaf yet. {@code xid} is the transaction that wrote it. */
    public record Unsequenced(String xid, long seq, OffsetDateTime time, byte[] body) {}

    /** The root of the complete subtree of {@code 2^level} leaves that is number {@code index} of its level; levels are multiples of 8. */
    public record Node(int level, long index, byte[] hash) {}

    /** The tree as committed: its size, frontier and the last entry that it covers. */
    public record TreeState(long size, byte[] frontier, String lastXid, long lastSeq) {}

    /** A leaf with the entry whose body it was hashed from, or null when that is missing. */
    public record Leaf(long leafIndex, byte[] leafHash, AuditRow entry) {}

    /** A signed tree head. */
    public record Checkpoint(long size, byte[] root, Instant time, String note) {}

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
     * Entries after the tree's last one, in the order of their transactions. Only transactions older than every running one
     * are taken, so that no entry can appear later behind one that already has a leaf.
     */
    public List<Unsequenced> unsequenced(StatelessSession session, TreeState state, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select entry.xid::text, entry.seq, entry.time, entry.body from audit_entry entry
                    where (entry.xid, entry.seq) > (?::xid8, ?) and entry.xid < pg_snapshot_xmin(pg_current_snapshot())
                    order by entry.xid, entry.seq limit ?""")) {
                select.setString(1, state.lastXid());
                select.setLong(2, state.lastSeq());
                select.setInt(3, limit);
                List<Unsequenced> entries = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        entries.add(new Unsequenced(rows.getString(1), rows.getLong(2), rows.getObject(3, OffsetDateTime.class), rows.getBytes(4)));
                    }
                }
                return entries;
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
                insert.setArray(2, connection.createArrayOf("bigint", entries.stream().map(Unsequenced::seq).toArray()));
                insert.setArray(3, connection.createArrayOf("bytea", leafHashes.toArray(byte[][]::new)));
                insert.setArray(4, connection.createArrayOf("timestamptz", entries.stream().map(Unsequenced::time).toArray()));
                insert.executeUpdate();
            }
        });
    }

    /** Adds roots of complete subtrees. */
    public void insertNodes(StatelessSession session, List<Node> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into audit_node (level, index, hash) select level, index, hash from unnest(?, ?, ?) as node (level, index, hash)")) {
                insert.setArray(1, connection.createArrayOf("smallint", nodes.stream().map(Node::level).toArray()));
                insert.setArray(2, connection.createArrayOf("bigint", nodes.stream().map(Node::index).toArray()));
                insert.setArray(3, connection.createArrayOf("bytea", nodes.stream().map(Node::hash).toArray(byte[][]::new)));
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

    public void insertCheckpoint(StatelessSession session, Checkpoint checkpoint) {
        session.createNativeMutationQuery("""
                insert into audit_checkpoint (size, root, time, note) values (:size, :root, :time, :note)
                on conflict (size) do nothing""")
                .setParameter("size", checkpoint.size())
                .setParameter("root", checkpoint.root())
                .setParameter("time", checkpoint.time())
                .setParameter("note", checkpoint.note())
                .executeUpdate();
    }

    /** The checkpoint of the largest tree, or empty before the first. */
    public Optional<Checkpoint> lastCheckpoint(StatelessSession session) {
        return checkpoints(session, "order by size desc limit 1").stream().findFirst();
    }

    /** The checkpoint of a tree of this size, if one was signed. */
    public Optional<Checkpoint> checkpoint(StatelessSession session, long size) {
        return checkpoints(session, "where size = " + size).stream().findFirst();
    }

    /** All checkpoints, smallest tree first. */
    public List<Checkpoint> checkpoints(StatelessSession session) {
        return checkpoints(session, "order by size");
    }

    private static List<Checkpoint> checkpoints(StatelessSession session, String order) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "select size, root, time, note from audit_checkpoint " + order);
                    ResultSet rows = select.executeQuery()) {
                List<Checkpoint> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Checkpoint(rows.getLong(1), rows.getBytes(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant(), rows.getString(4)));
                }
                return found;
            }
        });
    }

    /**
     * The number of entries that stand at or before the tree's last one and yet have no leaf. The sequencer leaves none out, so
     * somebody else has written them.
     */
    public long withoutLeaf(StatelessSession session, TreeState state) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement count = connection.prepareStatement("""
                    select count(*) from audit_entry entry
                    where (entry.xid, entry.seq) <= (?::xid8, ?)
                        and not exists (select 1 from audit_leaf leaf where leaf.seq = entry.seq)""")) {
                count.setString(1, state.lastXid());
                count.setLong(2, state.lastSeq());
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /** Leaves from index {@code first} on with the entries that are stored for them, in order. */
    public List<Leaf> leaves(StatelessSession session, long first, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select l.leaf_index, l.leaf_hash, e.event_id, e.time, e.principal, e.protocol, e.operation, e.result, e.reason,
                        e.link, e.objects, e.body
                    from audit_leaf l left join audit_entry e on e.seq = l.seq and e.time = l.time
                    where l.leaf_index >= ? order by l.leaf_index limit ?""")) {
                select.setLong(1, first);
                select.setInt(2, limit);
                List<Leaf> leaves = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        leaves.add(new Leaf(rows.getLong(1), rows.getBytes(2),
                                rows.getBytes("body") == null ? null : AuditRepository.entryOf(rows)));
                    }
                }
                return leaves;
            }
        });
    }
}
