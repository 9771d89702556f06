package io.lumenvault.db.qkd;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.hibernate.StatelessSession;

/** Destroys material that nobody here is owed any more. */
public final class SettlementRepository {

    /**
     * Settles allocations whose keys have all been delivered or given up here: their bytes count as finished.
     *
     * @return number of allocations settled
     */
    public int settle(StatelessSession session, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement settle = connection.prepareStatement("""
                    with done as (
                        update qkd_supply set settled = true where id in (
                            select id from qkd_supply where not settled and undelivered = 0 and state in ('supplied', 'void')
                            limit ? for update skip locked)
                        returning id, chunks, lengths),
                    part as (
                        select part.id, sum(part.length)::integer as length
                        from done, unnest(chunks, lengths) as part (id, length) group by part.id),
                    locked as materialized (
                        select chunk.id, part.length from qkd_chunk chunk join part on part.id = chunk.id
                        order by chunk.sequence, chunk.position for update of chunk),
                    finished as (
                        update qkd_chunk chunk set settled = settled + locked.length from locked where chunk.id = locked.id)
                    select count(*) from done""")) {
                settle.setInt(1, limit);
                return count(settle);
            }
        });
    }

    private static int count(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * Removes chunks of which every byte is finished.
     *
     * @param kept links whose finished chunks stay until they are too old
     * @return number of chunks removed
     */
    public int destroy(StatelessSession session, Collection<String> kept) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    // From link to link of those that have finished chunks, whatever links there are: kept chunks are not read.
                    """
                    with recursive finished (link) as (
                        (select link from qkd_chunk where settled = size order by link limit 1)
                        union all
                        select (select link from qkd_chunk where settled = size and link > finished.link order by link limit 1)
                        from finished where finished.link is not null)
                    delete from qkd_chunk where settled = size
                        and link = any (array(select link from finished where link is not null and not link = any (?)))""")) {
                delete.setArray(1, Rows.texts(connection, kept));
                return delete.executeUpdate();
            }
        });
    }
}
