package io.lumenvault.db.qkd;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements that follow key back to its blocks and forward to those who were given it; also after its chunks were destroyed. */
public final class LineageRepository {

    private static final String SUPPLY = """
            select supply.id, supply.link, supply.state, supply.purpose, supply.allocated_here, supply.master, supply.key_bits, supply.number,
                supply.created_at, supply.chunks, supply.starts, supply.lengths, delivery.sae, delivery.first_given, delivery.last_given,
                (select coalesce(sum(upper(part) - lower(part)), 0) from unnest(delivery.waiting) as part) as waiting
            from qkd_supply supply left join qkd_delivery delivery on delivery.supply = supply.id
            """;

    /** The allocation that a key or managed object is of; empty when it is of none. */
    public Optional<SupplyLineage> supplyOf(StatelessSession session, UUID key) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SUPPLY
                    + "where supply.id = ? or supply.id = ? and supply.purpose = 'keys' and supply.number > ? order by supply.id, delivery.sae")) {
                select.setObject(1, key);
                select.setObject(2, KeyIdentifier.supplyOf(key));
                select.setInt(3, KeyIdentifier.position(key));
                return supplies(select).stream().findFirst();
            }
        });
    }

    /** The place of a key in its allocation; 0 for the only one. */
    public static int position(SupplyLineage supply, UUID key) {
        return supply.purpose().equals("keys") ? KeyIdentifier.position(key) : 0;
    }

    /**
     * Allocations that have bytes of blocks of a link, in the order of their identifiers.
     *
     * @param after the last one already seen, or null
     */
    public List<SupplyLineage> suppliesOf(StatelessSession session, String link, Collection<Long> sequences, UUID after, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    with used as (
                        select distinct used.supply from qkd_chunk_origin origin join qkd_chunk_use used on used.chunk = origin.chunk
                        join qkd_supply made on made.id = used.supply
                        where origin.link = ? and origin.sequence = any (?) and (?::uuid is null or used.supply > ?::uuid)
                        order by used.supply limit ?)
                    """ + SUPPLY + "join used on used.supply = supply.id order by supply.id, delivery.sae")) {
                select.setString(1, link);
                select.setArray(2, connection.createArrayOf("int8", sequences.toArray()));
                select.setObject(3, after);
                select.setObject(4, after);
                select.setInt(5, limit);
                return supplies(select);
            }
        });
    }

    private static List<SupplyLineage> supplies(PreparedStatement select) throws SQLException {
        Map<UUID, SupplyLineage> found = new LinkedHashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                SupplyLineage supply = supply(rows);
                found.merge(supply.supply(), supply, LineageRepository::both);
            }
        }
        return List.copyOf(found.values());
    }

    private static SupplyLineage both(SupplyLineage one, SupplyLineage other) {
        List<SupplyLineage.Recipient> recipients = new ArrayList<>(one.recipients());
        recipients.addAll(other.recipients());
        return new SupplyLineage(one.supply(), one.link(), one.state(), one.purpose(), one.allocatedHere(), one.master(), one.keyBits(),
                one.number(), one.createdAt(), one.ranges(), recipients);
    }

    private static SupplyLineage supply(ResultSet rows) throws SQLException {
        UUID[] chunks = (UUID[]) rows.getArray("chunks").getArray();
        Integer[] starts = (Integer[]) rows.getArray("starts").getArray();
        Integer[] lengths = (Integer[]) rows.getArray("lengths").getArray();
        List<ChunkRange> ranges = new ArrayList<>();
        for (int i = 0; i < chunks.length; i++) {
            ranges.add(new ChunkRange(chunks[i], starts[i], lengths[i]));
        }
        int number = rows.getInt("number");
        int notGiven = rows.getInt("waiting");
        String state = rows.getString("state");
        // Of an allocation that was given up nothing is to come any more.
        int waiting = state.equals("void") ? 0 : notGiven;
        List<SupplyLineage.Recipient> recipients = rows.getString("sae") == null ? List.of() : List.of(new SupplyLineage.Recipient(
                rows.getString("sae"), number - notGiven, waiting, Rows.instant(rows, "first_given"), Rows.instant(rows, "last_given")));
        return new SupplyLineage(rows.getObject("id", UUID.class), rows.getString("link"), state, rows.getString("purpose"),
                rows.getBoolean("allocated_here"), rows.getString("master"), rows.getInt("key_bits"), number, Rows.instant(rows, "created_at"),
                ranges, recipients);
    }

    /**
     * Where chunks came from; those that were never here are left out. A block's first bytes are in no chunk: they were the key of its
     * comparison.
     */
    public List<ChunkOrigin> origins(StatelessSession session, Collection<UUID> chunks) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select origin.chunk, origin.link, origin.sequence, origin.size, origin.destroyed_at,
                        block.bits / 8 - (select sum(later.size) from qkd_chunk_origin later where later.link = origin.link
                            and later.sequence = origin.sequence and later.position >= origin.position) as start
                    from qkd_chunk_origin origin join qkd_block block on block.link = origin.link and block.sequence = origin.sequence
                    where origin.chunk = any (?) order by origin.link, origin.sequence, origin.position""")) {
                select.setArray(1, Rows.uuids(connection, chunks));
                List<ChunkOrigin> origins = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        origins.add(new ChunkOrigin(rows.getObject("chunk", UUID.class), rows.getString("link"), rows.getLong("sequence"),
                                rows.getLong("start"), rows.getInt("size"), Rows.instant(rows, "destroyed_at")));
                    }
                }
                return origins;
            }
        });
    }

    /** Blocks of a link by their numbers. */
    public List<BlockOrigin> blocks(StatelessSession session, String link, Collection<Long> sequences) {
        return session.doReturningWork(connection -> blocks(connection, "link = ? and sequence = any (?)", link,
                connection.createArrayOf("int8", sequences.toArray())));
    }

    /** Blocks of a link that were made, or came here, within a time: {@code since} included, {@code until} excluded. */
    public List<BlockOrigin> blocksWithin(StatelessSession session, String link, Instant since, Instant until) {
        return session.doReturningWork(connection -> blocks(connection,
                "link = ? and (time >= ? and time < ? or received_at >= ? and received_at < ?)",
                link, Columns.time(since), Columns.time(until), Columns.time(since), Columns.time(until)));
    }

    private static List<BlockOrigin> blocks(Connection connection, String condition, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select link, sequence, module, state, bits, qber, rate, epsilon, time, received_at, protocol, disclosed_bits,
                    sifted_bits, gain, secure_distance_km, chsh, chsh_sigma
                from qkd_block where""" + " " + condition + " order by sequence")) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<BlockOrigin> blocks = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    blocks.add(new BlockOrigin(rows.getString("link"), rows.getLong("sequence"), rows.getString("module"),
                            rows.getString("state"), rows.getInt("bits"), rows.getDouble("qber"), rows.getDouble("rate"),
                            rows.getDouble("epsilon"), Rows.instant(rows, "time"), Rows.instant(rows, "received_at"),
                            rows.getString("protocol"), rows.getObject("disclosed_bits", Long.class),
                            rows.getObject("sifted_bits", Long.class), rows.getObject("gain", Double.class),
                            rows.getObject("secure_distance_km", Double.class), rows.getObject("chsh", Double.class), rows.getObject("chsh_sigma", Double.class)));
                }
            }
            return blocks;
        }
    }
}
