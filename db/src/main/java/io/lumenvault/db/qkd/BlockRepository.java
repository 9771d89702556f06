package io.lumenvault.db.qkd;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Statements on key blocks and their chunks up to the comparison. Each runs in the caller's transaction. */
public final class BlockRepository {

    /**
     * Stores a new block as pending, with its chunks.
     *
     * @return false when a block of that link and number is there already: nothing was written
     */
    public boolean insert(StatelessSession session, BlockRow block, List<ChunkRow> chunks) {
        return session.doReturningWork(connection -> {
            if (!insertBlock(connection, block)) {
                return false;
            }
            insertChunks(connection, block, chunks);
            return true;
        });
    }

    private static boolean insertBlock(Connection connection, BlockRow block) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into qkd_block (link, sequence, module, state, bits, qber, rate, epsilon, time, received_at, protocol,
                    disclosed_bits, sifted_bits, gain, secure_distance_km, chsh, chsh_sigma, tag)
                values (?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (link, sequence) do nothing""")) {
            insert.setString(1, block.link());
            insert.setLong(2, block.sequence());
            insert.setString(3, block.module());
            insert.setInt(4, block.bits());
            insert.setDouble(5, block.qber());
            insert.setDouble(6, block.rate());
            insert.setDouble(7, block.epsilon());
            insert.setObject(8, Columns.time(block.time()));
            insert.setObject(9, Columns.time(block.receivedAt()));
            insert.setString(10, block.protocol());
            Rows.setNullable(insert, 11, block.disclosedBits());
            Rows.setNullable(insert, 12, block.siftedBits());
            insert.setObject(13, block.gain(), Types.DOUBLE);
            insert.setObject(14, block.secureDistanceKm(), Types.DOUBLE);
            insert.setObject(15, block.chsh(), Types.DOUBLE);
            insert.setObject(16, block.chshSigma(), Types.DOUBLE);
            insert.setBytes(17, block.tag());
            return insert.executeUpdate() == 1;
        }
    }

    private static void insertChunks(Connection connection, BlockRow block, List<ChunkRow> chunks) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into qkd_chunk (id, link, sequence, block_time, position, allocated_here, size, generation, sealed)
                select id, ?, ?, ?, position, allocated_here, size, generation, sealed
                from unnest(?, ?, ?, ?, ?, ?) as chunk (id, position, allocated_here, size, generation, sealed)""")) {
            insert.setString(1, block.link());
            insert.setLong(2, block.sequence());
            insert.setObject(3, Columns.time(block.time()));
            insert.setArray(4, Columns.of(connection, "uuid", chunks, ChunkRow::id));
            insert.setArray(5, Columns.of(connection, "int4", chunks, ChunkRow::position));
            insert.setArray(6, Columns.of(connection, "bool", chunks, ChunkRow::allocatedHere));
            insert.setArray(7, Columns.of(connection, "int4", chunks, ChunkRow::size));
            insert.setArray(8, Columns.of(connection, "int4", chunks, chunk -> chunk.material().generation()));
            insert.setArray(9, Columns.bytes(connection, chunks, chunk -> chunk.material().bytes()));
            insert.executeUpdate();
        }
    }

    /** What is compared of the blocks with these numbers, for those that are here. */
    public List<BlockTagRow> find(StatelessSession session, String link, Collection<Long> sequences) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select sequence, bits, tag, state from qkd_block where link = ? and sequence = any (?)")) {
                select.setString(1, link);
                select.setArray(2, connection.createArrayOf("int8", sequences.toArray()));
                return tags(select);
            }
        });
    }

    /** The same of one block. */
    public Optional<BlockTagRow> find(StatelessSession session, String link, long sequence) {
        return find(session, link, List.of(sequence)).stream().findFirst();
    }

    /** What is compared of the blocks that await it, lowest number first. */
    public List<BlockTagRow> pending(StatelessSession session, String link, long fromSequence, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select sequence, bits, tag, state from qkd_block
                    where link = ? and sequence >= ? and state = 'pending' order by sequence limit ?""")) {
                select.setString(1, link);
                select.setLong(2, fromSequence);
                select.setInt(3, limit);
                return tags(select);
            }
        });
    }

    private static List<BlockTagRow> tags(PreparedStatement select) throws SQLException {
        List<BlockTagRow> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new BlockTagRow(rows.getLong("sequence"), rows.getInt("bits"), rows.getBytes("tag"),
                        BlockState.of(rows.getString("state"))));
            }
        }
        return found;
    }

    /**
     * Ends the comparison of pending blocks: makes their chunks available, or removes them.
     *
     * @param outcome available or discarded
     * @return the numbers of those blocks that were still pending
     */
    public List<Long> settle(StatelessSession session, String link, Collection<Long> sequences, BlockState outcome, Instant now) {
        String chunks = outcome == BlockState.AVAILABLE
                ? "update qkd_chunk set available = true where link = ? and sequence = any (?)"
                : "delete from qkd_chunk where link = ? and sequence = any (?)";
        return session.doReturningWork(connection -> {
            List<Long> changed = changeState(connection, link, sequences, outcome, now);
            if (!changed.isEmpty()) {
                try (PreparedStatement change = connection.prepareStatement(chunks)) {
                    change.setString(1, link);
                    change.setArray(2, connection.createArrayOf("int8", changed.toArray()));
                    change.executeUpdate();
                }
            }
            return changed;
        });
    }

    private static List<Long> changeState(Connection connection, String link, Collection<Long> sequences, BlockState outcome,
            Instant now) throws SQLException {
        List<Long> changed = new ArrayList<>();
        // Locked in one order, so that two comparisons of the same blocks wait for each other instead of deadlocking.
        try (PreparedStatement update = connection.prepareStatement("""
                with waiting as (select link, sequence from qkd_block
                    where link = ? and sequence = any (?) and state = 'pending' order by sequence for update)
                update qkd_block block set state = ?, compared_at = ? from waiting
                where block.link = waiting.link and block.sequence = waiting.sequence and block.state = 'pending'
                returning block.sequence""")) {
            update.setString(1, link);
            update.setArray(2, connection.createArrayOf("int8", sequences.toArray()));
            update.setString(3, outcome.text());
            update.setObject(4, Columns.time(now));
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    changed.add(rows.getLong(1));
                }
            }
        }
        return changed;
    }
}
