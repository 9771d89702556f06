package io.lumenvault.db.qkd;

import io.lumenvault.db.Columns;
import io.lumenvault.db.NamedSelect;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements that take blocks out of use, back into use, or away. Each runs in the caller's transaction. */
public final class BlockDecisionRepository {

    private final BlockConsumerRepository consumers = new BlockConsumerRepository();

    /** A block's number and length. */
    public record Size(long sequence, int bits) {}

    /**
     * What a decision came to.
     *
     * @param changed blocks whose state it changed
     * @param consumers who had taken key from the blocks, as they were before it
     */
    public record Effect(List<Long> changed, List<BlockConsumer> consumers) {

        public Effect {
            changed = List.copyOf(changed);
            consumers = List.copyOf(consumers);
        }
    }

    /** Blocks of a time window, whatever became of them since, by their numbers. */
    public List<Size> blocks(StatelessSession session, String link, Instant since, Instant until) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select sequence, bits from qkd_block where link = ? and time >= ? and time < ? and state <> 'discarded' order by sequence")) {
                select.setString(1, link);
                select.setObject(2, Columns.time(since));
                select.setObject(3, Columns.time(until));
                return sizes(select);
            }
        });
    }

    /** Those of the blocks that are here, each once: however long a run is, no more is read than there is. */
    public List<Size> blocks(StatelessSession session, String link, List<BlockRun> runs) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select distinct block.sequence, block.bits from unnest(?, ?) as run (first, last)
                    join qkd_block block on block.link = ? and block.sequence between run.first and run.last
                    order by block.sequence""")) {
                select.setArray(1, longs(connection, firsts(runs)));
                select.setArray(2, longs(connection, lasts(runs)));
                select.setString(3, link);
                return sizes(select);
            }
        });
    }

    private static List<Long> firsts(List<BlockRun> runs) {
        return runs.stream().map(BlockRun::first).toList();
    }

    private static List<Long> lasts(List<BlockRun> runs) {
        return runs.stream().map(BlockRun::last).toList();
    }

    private static List<Size> sizes(PreparedStatement select) throws SQLException {
        List<Size> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Size(row.getLong(1), row.getInt(2)));
            }
        }
        return found;
    }

    /** Records a decision; false when it was recorded here before. */
    public boolean record(StatelessSession session, BlockDecision decision, Instant peerTold) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into qkd_block_decision (id, link, action, objects, reason, firsts, lasts, time, peer_told, objects_done)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")) {
                insert.setObject(1, decision.id());
                insert.setString(2, decision.link());
                insert.setString(3, decision.action().text());
                insert.setString(4, decision.objects().text());
                insert.setString(5, decision.reason());
                insert.setArray(6, longs(connection, firsts(decision.blocks())));
                insert.setArray(7, longs(connection, lasts(decision.blocks())));
                insert.setObject(8, Columns.time(decision.time()));
                insert.setObject(9, peerTold == null ? null : Columns.time(peerTold));
                insert.setObject(10, decision.objects() == BlockDecision.ObjectFate.KEEP ? Columns.time(decision.time()) : null);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /** Decisions of this end that the peer has not taken over yet, the oldest first. */
    public List<BlockDecision> untold(StatelessSession session, String link, int limit) {
        return decisions(session, "peer_told is null", link, limit);
    }

    /** Decisions of either end that some objects have not met yet, the oldest first. */
    public List<BlockDecision> unfinished(StatelessSession session, String link, int limit) {
        return decisions(session, "objects_done is null", link, limit);
    }

    private static List<BlockDecision> decisions(StatelessSession session, String condition, String link, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select id, link, action, objects, reason, firsts, lasts, time"
                    + " from qkd_block_decision where " + condition + " and link = ? order by time limit ?")) {
                select.setString(1, link);
                select.setInt(2, limit);
                List<BlockDecision> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(decision(row));
                    }
                }
                return found;
            }
        });
    }

    private static BlockDecision decision(ResultSet row) throws SQLException {
        Long[] firsts = (Long[]) row.getArray("firsts").getArray();
        Long[] lasts = (Long[]) row.getArray("lasts").getArray();
        List<BlockRun> runs = new ArrayList<>();
        for (int i = 0; i < firsts.length; i++) {
            runs.add(new BlockRun(firsts[i], lasts[i]));
        }
        return new BlockDecision(row.getObject("id", UUID.class), row.getString("link"),
                BlockDecision.Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                BlockDecision.ObjectFate.valueOf(row.getString("objects").toUpperCase(Locale.ROOT)), row.getString("reason"), runs,
                Rows.instant(row, "time"));
    }

    /** The peer has taken a decision over. */
    public void told(StatelessSession session, UUID decision, Instant now) {
        session.createNativeMutationQuery("update qkd_block_decision set peer_told = :now where id = :id and peer_told is null")
                .setParameter("now", now).setParameter("id", decision).executeUpdate();
    }

    /** Every object made of the decision's blocks has met its fate. */
    public void finished(StatelessSession session, UUID decision, Instant now) {
        session.createNativeMutationQuery("update qkd_block_decision set objects_done = :now where id = :id and objects_done is null")
                .setParameter("now", now).setParameter("id", decision).executeUpdate();
    }

    /**
     * Does what was decided. Blocks and chunks come first: whoever has taken key of a chunk in a transaction of its own is waited for, and
     * who comes behind finds it changed. So it is known afterwards, in a statement of its own, who has taken key from the blocks, and all of
     * their allocations are changed, those that were at work meanwhile too.
     *
     * @param sequences the blocks
     * @param chunks all chunks that the blocks had
     */
    public Effect carryOut(StatelessSession session, BlockDecision decision, Collection<Long> sequences, Collection<UUID> chunks) {
        List<Long> changed = switch (decision.action()) {
            case QUARANTINE -> quarantine(session, decision.link(), sequences, decision.reason());
            case RELEASE -> release(session, decision.link(), sequences);
            case DESTROY -> destroy(session, decision.link(), sequences, decision.reason());
        };
        List<BlockConsumer> taken = consumers.of(session, decision.link(), chunks);
        consumers.follow(session, decision.action(), taken.stream().map(BlockConsumer::supply).toList());
        return new Effect(changed, taken);
    }

    /** Takes pending and available blocks out of use. @return the blocks that were in use */
    public List<Long> quarantine(StatelessSession session, String link, Collection<Long> sequences, String reason) {
        return session.doReturningWork(connection -> {
            List<Long> changed = change(connection, link, sequences, "('pending', 'available')", "'quarantined'", reason);
            chunks(connection, link, changed, "update qkd_chunk chunk set available = false from locked where chunk.id = locked.id");
            return changed;
        });
    }

    /** Takes quarantined blocks back into use: those that had been compared at once, the others once they are. @return these blocks */
    private static List<Long> release(StatelessSession session, String link, Collection<Long> sequences) {
        return session.doReturningWork(connection -> {
            List<Long> changed = change(connection, link, sequences, "('quarantined')",
                    "case when compared_at is null then 'pending' else 'available' end", null);
            chunks(connection, link, changed, """
                    update qkd_chunk chunk set available = true from locked, qkd_block block
                    where chunk.id = locked.id and block.link = chunk.link and block.sequence = chunk.sequence and block.state = 'available'""");
            return changed;
        });
    }

    /** Destroys what is left of blocks. @return the blocks that were not gone yet */
    private static List<Long> destroy(StatelessSession session, String link, Collection<Long> sequences, String reason) {
        return session.doReturningWork(connection -> {
            List<Long> changed = change(connection, link, sequences, "('pending', 'available', 'quarantined')", "'destroyed'", reason);
            chunks(connection, link, changed, "delete from qkd_chunk chunk using locked where chunk.id = locked.id");
            return changed;
        });
    }

    private static List<Long> change(Connection connection, String link, Collection<Long> sequences, String from, String to, String reason)
            throws SQLException {
        List<Long> changed = new ArrayList<>();
        // Locked in the order in which comparisons lock them.
        try (PreparedStatement update = connection.prepareStatement("""
                with chosen as (select link, sequence from qkd_block
                    where link = ? and sequence = any (?) and state in %s order by sequence for update)
                update qkd_block block set state = %s, quarantine_reason = ? from chosen
                where block.link = chosen.link and block.sequence = chosen.sequence and block.state in %s
                returning block.sequence""".formatted(from, to, from))) {
            update.setString(1, link);
            update.setArray(2, longs(connection, sequences));
            update.setString(3, reason);
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    changed.add(rows.getLong(1));
                }
            }
        }
        return changed;
    }

    private static void chunks(Connection connection, String link, Collection<Long> sequences, String statement) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement("""
                with locked as materialized (
                    select id from qkd_chunk where link = ? and sequence = any (?) order by sequence, position for update)
                """ + statement)) {
            change.setString(1, link);
            change.setArray(2, longs(connection, sequences));
            change.executeUpdate();
        }
    }

    /**
     * Finishes what has not been allocated of blocks of a time before {@code oldest}: it counts as given out, and goes with the rest of
     * its chunk. What has been allocated stays until it is delivered.
     *
     * @return bytes that were still in the pool
     */
    public long age(StatelessSession session, String link, Instant oldest) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    with locked as materialized (
                        select id, size - used as rest from qkd_chunk where link = ? and used < size and block_time < ?
                        order by sequence, position for update),
                    aged as (
                        update qkd_chunk chunk set settled = settled + rest, used = size, taken = int4multirange(int4range(0, size))
                        from locked where chunk.id = locked.id)
                    select coalesce(sum(rest), 0) from locked""")) {
                update.setString(1, link);
                update.setObject(2, Columns.time(oldest));
                return Rows.number(update);
            }
        });
    }

    /** Bits that {@link #age} would finish. */
    public long olderBits(StatelessSession session, String link, Instant oldest) {
        return new NamedSelect("select coalesce(sum(size - used), 0) * 8 from qkd_chunk where link = :link and used < size and block_time < :oldest",
                Map.of("link", link, "oldest", oldest)).list(session, row -> row.getLong(1)).getFirst();
    }

    /** Removes finished chunks of blocks of a time before {@code oldest}; for links that keep them until then. */
    public int destroyFinished(StatelessSession session, String link, Instant oldest) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from qkd_chunk where link = ? and settled = size and block_time < ?")) {
                delete.setString(1, link);
                delete.setObject(2, Columns.time(oldest));
                return delete.executeUpdate();
            }
        });
    }

    private static Array longs(Connection connection, Collection<Long> values) throws SQLException {
        return connection.createArrayOf("int8", values.toArray());
    }
}
