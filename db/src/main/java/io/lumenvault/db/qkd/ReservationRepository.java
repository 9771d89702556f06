package io.lumenvault.db.qkd;

import io.lumenvault.db.Columns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Allocation from the chunks that this end allocates. Each statement runs in the caller's transaction. */
public final class ReservationRepository {

    /**
     * One statement: the chunks' counters move on and the allocation is recorded, both or neither. The candidates are locked and
     * read as they are now; a further condition on the counter in the update would be held against the statement's snapshot. The limit is
     * part of the text: as a parameter it would have PostgreSQL plan the statement anew each time, which takes as long as to run it.
     */
    private static final String RESERVE = """
            with candidate as materialized (
                select id, sequence, position, size, used from qkd_chunk
                where link = ? and allocated_here and available and used < size
                order by sequence, position limit %d for update %s),
            running as (
                select id, sequence, position, used as start, size - used as free,
                    sum(size - used) over (order by sequence, position) as upto
                from candidate),
            part as (
                select id, sequence, position, start, least(free, ? - (upto - free))::integer as length
                from running where upto - free < ?),
            enough as (select 1 from part having sum(length) = ?),
            advanced as (
                update qkd_chunk chunk set used = part.start + part.length from part, enough
                where chunk.id = part.id
                returning chunk.id, chunk.sequence, chunk.position, part.start, part.length, chunk.generation, chunk.sealed),
            recorded as (
                insert into qkd_supply (id, link, state, purpose, allocated_here, master, key_bits, number, created_at,
                    chunks, starts, lengths)
                select ?, ?, 'reserved', ?, true, ?, ?, ?, ?, array_agg(id order by sequence, position),
                    array_agg(start order by sequence, position), array_agg(length order by sequence, position)
                from advanced having count(*) > 0)
            select id, start, length, generation, sealed from advanced order by sequence, position""";

    /** How many chunks hold so many bytes, oldest first: reads no more of them. */
    private static final String CHUNKS_FOR = """
            select number from (
                select row_number() over oldest as number, sum(size - used) over oldest as bytes from qkd_chunk
                where link = ? and allocated_here and available and used < size
                window oldest as (order by sequence, position rows unbounded preceding)) as counted
            where bytes >= ? limit 1""";

    private static final String PASSING_OTHERS_BY = "skip locked";
    private static final String WAITING_FOR_OTHERS = "";
    /** Chunks looked at beyond those needed when others must be waited for: more than there are requests at work. */
    private static final int MARGIN = 128;

    /**
     * Reserves bytes from the oldest available chunks, several if needed, in one statement. Chunks that other requests are at work on are
     * passed by.
     *
     * @param chunkSize bytes of a full chunk: as many are looked at as it takes of these
     * @return the ranges in order, with their sealed chunks; empty when those do not hold enough, and nothing was written then
     */
    public List<SealedRange> reserve(StatelessSession session, SupplyRow supply, int chunkSize) {
        return reserve(session, supply, RESERVE.formatted(supply.totalBytes() / chunkSize + 2, PASSING_OTHERS_BY));
    }

    /**
     * The same in a transaction, of as many chunks as it takes, however small they are. Others that are at work on them are waited for.
     *
     * @return empty when there is not enough
     */
    public List<SealedRange> reserveWaiting(StatelessSession session, SupplyRow supply) {
        long needed = chunksFor(session, supply);
        // Up to the next power of two: few texts of the statement.
        return needed == 0 ? List.of() : reserve(session, supply, RESERVE.formatted(2 * Long.highestOneBit(needed) + MARGIN, WAITING_FOR_OTHERS));
    }

    /** Chunks that hold what is needed together; 0 when all do not. */
    private static long chunksFor(StatelessSession session, SupplyRow supply) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement count = connection.prepareStatement(CHUNKS_FOR)) {
                count.setString(1, supply.link());
                count.setInt(2, supply.totalBytes());
                try (ResultSet row = count.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    private static List<SealedRange> reserve(StatelessSession session, SupplyRow supply, String statement) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement reserve = connection.prepareStatement(statement)) {
                reserve.setString(1, supply.link());
                reserve.setInt(2, supply.totalBytes());
                reserve.setInt(3, supply.totalBytes());
                reserve.setInt(4, supply.totalBytes());
                reserve.setObject(5, supply.id());
                reserve.setString(6, supply.link());
                reserve.setString(7, SupplyRepository.text(supply.purpose()));
                reserve.setString(8, supply.master());
                reserve.setInt(9, supply.keyBits());
                reserve.setInt(10, supply.number());
                reserve.setObject(11, Columns.time(supply.createdAt()));
                return ranges(reserve);
            }
        });
    }

    /** Others that ask the same of the link wait until this transaction has ended. */
    public void oneAtATime(StatelessSession session, String link) {
        session.doWork(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 2))")) {
                lock.setString(1, link);
                lock.executeQuery().close();
            }
        });
    }

    private static List<SealedRange> ranges(PreparedStatement reserve) throws SQLException {
        List<SealedRange> ranges = new ArrayList<>();
        try (ResultSet rows = reserve.executeQuery()) {
            while (rows.next()) {
                ranges.add(Rows.sealedRange(rows));
            }
        }
        return ranges;
    }

    /**
     * Takes back a reservation of which the peer surely knows nothing, if nothing has been reserved behind its ranges since:
     * they become free again and the reservation never was. Its chunks are locked first, as a decision about their blocks locks them: what
     * follows sees whether that has come between.
     *
     * @return false when it cannot be taken back: nothing was written, and the ranges have to be given up at both ends
     */
    public boolean takeBack(StatelessSession session, UUID supply) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("""
                    select 1 from qkd_chunk chunk join (select unnest(chunks) as id from qkd_supply where id = ?) part on chunk.id = part.id
                    order by chunk.sequence, chunk.position for update of chunk""")) {
                lock.setObject(1, supply);
                lock.executeQuery().close();
            }
            try (PreparedStatement takeBack = connection.prepareStatement("""
                    with gone as (
                        delete from qkd_supply supply where id = ? and state = 'reserved' and not exists (
                            select 1 from unnest(supply.chunks, supply.starts, supply.lengths) as part (id, start, length)
                            left join qkd_chunk chunk on chunk.id = part.id
                            where chunk.used is distinct from part.start + part.length)
                        returning chunks, starts),
                    freed as (
                        update qkd_chunk chunk set used = part.start from gone, unnest(gone.chunks, gone.starts) as part (id, start)
                        where chunk.id = part.id)
                    select count(*) from gone""")) {
                takeBack.setObject(1, supply);
                return Rows.number(takeBack) == 1;
            }
        });
    }
}
