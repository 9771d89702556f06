package io.lumenvault.db.qkd;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Allocations that took key from blocks: who has them, and what becomes of them when it is decided about the blocks. */
public final class BlockConsumerRepository {

    /** Allocations that took key from any of the chunks, given up ones included, the oldest first. */
    public List<BlockConsumer> of(StatelessSession session, String link, Collection<UUID> chunks) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, purpose, master, key_bits, number, undelivered, state, created_at,
                        array(select sae from qkd_delivery where supply = supply.id order by sae) as saes
                    from qkd_supply supply
                    where link = ? and id in (select used.supply from unnest(?::uuid[]) as asked (id)
                        cross join lateral (select supply from qkd_chunk_use where chunk = asked.id offset 0) used)
                    order by created_at, id""")) {
                select.setString(1, link);
                select.setArray(2, Rows.uuids(connection, chunks));
                List<BlockConsumer> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(new BlockConsumer(row.getObject("id", UUID.class), row.getString("purpose"), row.getString("master"),
                                Arrays.asList((String[]) row.getArray("saes").getArray()), row.getInt("key_bits"), row.getInt("number"),
                                row.getInt("undelivered"), row.getString("state"), Rows.instant(row, "created_at")));
                    }
                }
                return found;
            }
        });
    }

    /** Does with allocations what was decided about their blocks. */
    void follow(StatelessSession session, BlockDecision.Action action, Collection<UUID> supplies) {
        switch (action) {
            case QUARANTINE -> quarantine(session, supplies);
            case RELEASE -> run(session, "update qkd_supply set state = 'supplied' where id = any (?) and state = 'quarantined'", supplies);
            case DESTROY -> giveUp(session, supplies);
        }
    }

    /** Keys that wait to be fetched wait on. */
    private static void quarantine(StatelessSession session, Collection<UUID> supplies) {
        beginVoid(session, supplies);
        run(session, "update qkd_supply set state = 'quarantined' where id = any (?) and state = 'supplied' and undelivered > 0", supplies);
    }

    /**
     * Keys that wait to be fetched are given up. Who was given others stays on record: what a void allocation has of {@code waiting} is
     * never to come, and its {@code deliveries} are all that SAEs of this site were given, those that its master got at once included.
     */
    private static void giveUp(StatelessSession session, Collection<UUID> supplies) {
        beginVoid(session, supplies);
        run(session, """
                update qkd_supply set state = 'void', undelivered = 0,
                    deliveries = deliveries - undelivered + case when allocated_here then number else 0 end
                where id = any (?) and state in ('supplied', 'quarantined') and undelivered > 0""", supplies);
    }

    /**
     * Requests at work on the blocks come too late: their allocation is taken back from the peer. Before anything else, so that one that
     * is supplied at this moment is either stopped here or seen as supplied by the next statement.
     */
    private static void beginVoid(StatelessSession session, Collection<UUID> supplies) {
        run(session, "update qkd_supply set state = 'voiding' where id = any (?) and state = 'reserved' and allocated_here", supplies);
    }

    private static void run(StatelessSession session, String sql, Collection<UUID> supplies) {
        session.doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, Rows.uuids(connection, supplies));
                statement.executeUpdate();
            }
        });
    }
}
