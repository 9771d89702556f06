package io.lumenvault.db.qkd;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on keys that SAEs fetch by identifier, each once. */
public final class DeliveryRepository {

    /** Those of the keys that are known here and not given up, in the order asked for. */
    public List<DeliverableKey> find(StatelessSession session, Collection<UUID> keys, String sae) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select key.key_id, key.supply, key.position, supply.key_bits, supply.link, supply.master,
                        delivery.key_id is not null as entitled,
                        delivery.key_id is not null and delivery.delivered_at is null as waiting
                    from unnest(?) with ordinality as asked (key_id, place)
                    join qkd_key key on key.key_id = asked.key_id
                    join qkd_supply supply on supply.id = key.supply and supply.state = 'supplied'
                    left join qkd_delivery delivery on delivery.key_id = key.key_id and delivery.sae = ?
                    order by asked.place""")) {
                select.setArray(1, Rows.uuids(connection, keys));
                select.setString(2, sae);
                return keys(select);
            }
        });
    }

    private static List<DeliverableKey> keys(PreparedStatement select) throws SQLException {
        List<DeliverableKey> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new DeliverableKey(rows.getObject("key_id", UUID.class), rows.getObject("supply", UUID.class),
                        rows.getInt("position"), rows.getInt("key_bits"), rows.getString("link"), rows.getString("master"),
                        rows.getBoolean("entitled"), rows.getBoolean("waiting")));
            }
        }
        return found;
    }

    /** The ranges of allocations, in order, with their sealed chunks; without those of which a chunk has been destroyed. */
    public Map<UUID, List<SealedRange>> ranges(StatelessSession session, Collection<UUID> supplies) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select supply.id as supply, part.id, part.start, part.length, chunk.generation, chunk.sealed
                    from qkd_supply supply
                    cross join unnest(chunks, starts, lengths) with ordinality as part (id, start, length, place)
                    left join qkd_chunk chunk on chunk.id = part.id
                    where supply.id = any (?) order by supply.id, part.place""")) {
                select.setArray(1, Rows.uuids(connection, supplies));
                return rangesBySupply(select);
            }
        });
    }

    private static Map<UUID, List<SealedRange>> rangesBySupply(PreparedStatement select) throws SQLException {
        Map<UUID, List<SealedRange>> found = new LinkedHashMap<>();
        Set<UUID> broken = new HashSet<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                UUID supply = rows.getObject("supply", UUID.class);
                if (rows.getObject("generation") == null) {
                    broken.add(supply);
                } else {
                    found.computeIfAbsent(supply, any -> new ArrayList<>()).add(Rows.sealedRange(rows));
                }
            }
        }
        found.keySet().removeAll(broken);
        return found;
    }

    /** Ranges with their sealed chunks, in the order given; fewer when a chunk is not here. */
    public List<SealedRange> sealed(StatelessSession session, List<ChunkRange> ranges) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select part.id, part.start, part.length, chunk.generation, chunk.sealed
                    from unnest(?, ?, ?) with ordinality as part (id, start, length, place)
                    join qkd_chunk chunk on chunk.id = part.id order by part.place""")) {
                select.setArray(1, Rows.uuids(connection, ranges.stream().map(ChunkRange::chunk).toList()));
                select.setArray(2, Rows.integers(connection, ranges, ChunkRange::start));
                select.setArray(3, Rows.integers(connection, ranges, ChunkRange::length));
                List<SealedRange> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(Rows.sealedRange(rows));
                    }
                }
                return found;
            }
        });
    }

    /**
     * Marks keys as given to a SAE, in one statement that expects that none of them was.
     *
     * @return false when one of them was given or taken back meanwhile; the caller must roll back then
     */
    public boolean deliver(StatelessSession session, Collection<UUID> keys, String sae, Instant now) {
        return session.doReturningWork(connection -> marked(connection, keys, sae, now) == keys.size());
    }

    private static long marked(Connection connection, Collection<UUID> keys, String sae, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                with given as (
                    update qkd_delivery set delivered_at = ? where key_id = any (?) and sae = ? and delivered_at is null
                    returning supply),
                counted as (select supply, count(*)::integer as number from given group by supply),
                locked as materialized (
                    select supply.id, counted.number from qkd_supply supply join counted on counted.supply = supply.id
                    where supply.state = 'supplied' order by supply.id for update of supply),
                reduced as (
                    update qkd_supply supply set undelivered = undelivered - locked.number
                    from locked where supply.id = locked.id and supply.state = 'supplied' returning locked.number)
                select coalesce(sum(number), 0) from reduced""")) {
            update.setObject(1, Rows.timestamp(now));
            update.setArray(2, Rows.uuids(connection, keys));
            update.setString(3, sae);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
