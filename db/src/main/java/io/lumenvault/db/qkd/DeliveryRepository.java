package io.lumenvault.db.qkd;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Statements on keys that SAEs fetch by identifier, each once. */
public final class DeliveryRepository {

    /**
     * Keys that one SAE asks for by identifier.
     *
     * @param sae who asks
     * @param keys each once, in the order asked for
     */
    public record Asked(String sae, List<UUID> keys) {

        public Asked {
            Objects.requireNonNull(sae, "sae");
            keys = List.copyOf(keys);
        }
    }

    /** One key of one request of many. */
    private record Place(int request, String sae, UUID key) {}

    /** For each request those of its keys that are known here and not given up, in the order asked for. */
    public List<List<DeliverableKey>> find(StatelessSession session, List<Asked> requests) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Asked asked = requests.get(i);
            for (UUID key : asked.keys()) {
                places.add(new Place(i, asked.sae(), key));
            }
        }
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select asked.request, asked.supply, asked.position, supply.key_bits, supply.link, supply.master,
                        delivery.supply is not null as entitled,
                        coalesce(delivery.waiting @> asked.position, false) as waiting
                    from unnest(?, ?, ?, ?) with ordinality as asked (request, sae, supply, position, place)
                    join qkd_supply supply on supply.id = asked.supply and supply.state = 'supplied' and supply.purpose = 'keys'
                        and asked.position < supply.number
                    left join qkd_delivery delivery on delivery.supply = supply.id and delivery.sae = asked.sae
                    order by asked.place""")) {
                select.setArray(1, Columns.of(connection, "int4", places, Place::request));
                select.setArray(2, Columns.of(connection, "text", places, Place::sae));
                bind(connection, select, 3, places.stream().map(Place::key).toList());
                return keys(select, requests.size());
            }
        });
    }

    private static List<List<DeliverableKey>> keys(PreparedStatement select, int requests) throws SQLException {
        List<List<DeliverableKey>> found = Stream.generate(() -> (List<DeliverableKey>) new ArrayList<DeliverableKey>()).limit(requests).toList();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.get(rows.getInt("request")).add(new DeliverableKey(rows.getObject("supply", UUID.class), rows.getInt("position"),
                        rows.getInt("key_bits"), rows.getString("link"), rows.getString("master"), rows.getBoolean("entitled"),
                        rows.getBoolean("waiting")));
            }
        }
        return found;
    }

    /** Keys as two arrays: the allocations they belong to, and their places there. */
    private static void bind(Connection connection, PreparedStatement statement, int first, Collection<UUID> keys)
            throws SQLException {
        List<UUID> ordered = List.copyOf(keys);
        statement.setArray(first, Rows.uuids(connection, ordered.stream().map(KeyIdentifier::supplyOf).toList()));
        statement.setArray(first + 1, Columns.of(connection, "int4", ordered, KeyIdentifier::position));
    }

    /** The ranges of allocations, in order, with their sealed chunks; without those of which a chunk has been destroyed. */
    public Map<UUID, List<SealedRange>> ranges(StatelessSession session, Collection<UUID> supplies) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select supply.id as supply, part.id, part.start, part.length, chunk.generation, chunk.sealed
                    from qkd_supply supply
                    cross join unnest(chunks, starts, lengths) with ordinality as part (id, start, length, place)
                    left join qkd_chunk chunk on chunk.id = part.id and chunk.available
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
                select.setArray(2, Columns.of(connection, "int4", ranges, ChunkRange::start));
                select.setArray(3, Columns.of(connection, "int4", ranges, ChunkRange::length));
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
    public boolean deliver(StatelessSession session, Collection<UUID> keys, String sae) {
        return session.doReturningWork(connection -> marked(connection, keys, sae) == keys.size());
    }

    private static long marked(Connection connection, Collection<UUID> keys, String sae) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                with asked as (
                    select supply, range_agg(int4range(position, position + 1)) as positions, count(*)::integer as number
                    from unnest(?, ?) as asked (supply, position) group by supply),
                locked as materialized (
                    select supply.id, asked.positions, asked.number from qkd_supply supply join asked on asked.supply = supply.id
                    where supply.state = 'supplied' order by supply.id for update of supply),
                given as (
                    update qkd_delivery delivery set waiting = delivery.waiting - locked.positions,
                        first_given = coalesce(first_given, clock_timestamp()), last_given = clock_timestamp()
                    from locked where delivery.supply = locked.id and delivery.sae = ? and delivery.waiting @> locked.positions
                    returning locked.id, locked.number),
                reduced as (
                    update qkd_supply supply set undelivered = undelivered - given.number
                    from given where supply.id = given.id returning given.number)
                select coalesce(sum(number), 0) from reduced""")) {
            bind(connection, update, 1, keys);
            update.setString(3, sae);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
