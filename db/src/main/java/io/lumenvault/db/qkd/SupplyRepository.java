package io.lumenvault.db.qkd;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on allocations, from reservation to settlement. Each runs in the caller's transaction. */
public final class SupplyRepository {

    private static final String DELIVERIES = """
            deliveries as (
                insert into qkd_delivery (supply, sae, waiting)
                select ?, sae, int4multirange(int4range(0, ?)) from unnest(?) as entitled (sae))
            """;

    private static final String INSERT = """
            insert into qkd_supply (id, link, state, purpose, allocated_here, master, key_bits, number, created_at,
                chunks, starts, lengths, deliveries, undelivered)
            values (?, ?, ?, ?, false, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static String text(SupplyRow.Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Turns this end's reservation into keys: the peer holds them.
     *
     * @param saes SAEs of this site that are to be given each key by its identifier
     * @return false when the reservation is being taken back already; the caller must roll back then
     */
    public boolean complete(StatelessSession session, SupplyRow supply, List<String> saes) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement complete = connection.prepareStatement("with " + DELIVERIES
                    + "update qkd_supply set state = 'supplied', deliveries = ?, undelivered = ?"
                    + " where id = ? and state = 'reserved' and allocated_here")) {
                bind(connection, complete, supply, saes);
                complete.setInt(4, deliveries(supply, saes));
                complete.setInt(5, deliveries(supply, saes));
                complete.setObject(6, supply.id());
                return complete.executeUpdate() == 1;
            }
        });
    }

    private static int deliveries(SupplyRow supply, List<String> saes) {
        return Math.multiplyExact(supply.number(), saes.size());
    }

    private static void bind(Connection connection, PreparedStatement statement, SupplyRow supply, List<String> saes)
            throws SQLException {
        statement.setObject(1, supply.id());
        statement.setInt(2, supply.number());
        statement.setArray(3, Rows.texts(connection, saes));
    }

    /**
     * Records the peer's allocation: its ranges must lie in available chunks that the peer allocates, and be taken by nobody.
     *
     * @param saes SAEs of this site that are to be given each key by its identifier
     * @return false when they are not so; the caller must roll back then
     */
    public boolean accept(StatelessSession session, SupplyRow supply, List<ChunkRange> ranges, List<String> saes) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("with " + DELIVERIES + INSERT)) {
                bind(connection, insert, supply, saes);
                bindSupply(connection, insert, 4, supply, "supplied", ranges);
                insert.setInt(15, deliveries(supply, saes));
                insert.setInt(16, deliveries(supply, saes));
                insert.executeUpdate();
            }
            // Last, because allocations that share a chunk wait here until the first one commits.
            return claim(connection, supply.link(), ranges, "chunk.available").size() == ranges.size();
        });
    }

    private static void bindSupply(Connection connection, PreparedStatement insert, int first, SupplyRow supply, String state,
            List<ChunkRange> ranges) throws SQLException {
        insert.setObject(first, supply.id());
        insert.setString(first + 1, supply.link());
        insert.setString(first + 2, state);
        insert.setString(first + 3, text(supply.purpose()));
        insert.setString(first + 4, supply.master());
        insert.setInt(first + 5, supply.keyBits());
        insert.setInt(first + 6, supply.number());
        insert.setObject(first + 7, Columns.time(supply.createdAt()));
        insert.setArray(first + 8, Rows.uuids(connection, ranges.stream().map(ChunkRange::chunk).toList()));
        insert.setArray(first + 9, Columns.of(connection, "int4", ranges, ChunkRange::start));
        insert.setArray(first + 10, Columns.of(connection, "int4", ranges, ChunkRange::length));
    }

    /** Takes those of the ranges that are the peer's to allocate and taken by nobody. @return the chunks that they are in */
    private static Set<UUID> claim(Connection connection, String link, List<ChunkRange> ranges, String condition) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement("""
                with part as (select * from unnest(?, ?, ?) as part (id, start, length)),
                locked as materialized (
                    select chunk.id from qkd_chunk chunk join part on chunk.id = part.id
                    order by chunk.sequence, chunk.position for update of chunk)
                update qkd_chunk chunk set used = used + part.length,
                    taken = taken + int4multirange(int4range(part.start, part.start + part.length))
                from part, locked where chunk.id = part.id and chunk.id = locked.id
                    and chunk.link = ? and %s and not chunk.allocated_here
                    and part.start + part.length <= chunk.size
                    and not chunk.taken && int4range(part.start, part.start + part.length)
                returning chunk.id""".formatted(condition))) {
            claim.setArray(1, Rows.uuids(connection, ranges.stream().map(ChunkRange::chunk).toList()));
            claim.setArray(2, Columns.of(connection, "int4", ranges, ChunkRange::start));
            claim.setArray(3, Columns.of(connection, "int4", ranges, ChunkRange::length));
            claim.setString(4, link);
            Set<UUID> claimed = new HashSet<>();
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    claimed.add(rows.getObject(1, UUID.class));
                }
            }
            return claimed;
        }
    }

    /** Whether one of the ranges lies in a chunk whose block has not been compared yet. */
    public boolean tooEarly(StatelessSession session, List<ChunkRange> ranges) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select count(*) from qkd_chunk chunk join qkd_block block using (link, sequence)"
                            + " where chunk.id = any (?) and not chunk.available and block.state = 'pending'")) {
                select.setArray(1, Rows.uuids(connection, ranges.stream().map(ChunkRange::chunk).toList()));
                return Rows.number(select) > 0;
            }
        });
    }

    /** Where an allocation stands: its state, or empty when it is not known here. */
    public Optional<String> state(StatelessSession session, UUID supply) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select state from qkd_supply where id = ?")) {
                select.setObject(1, supply);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Marks a reservation as one that is to be taken back from the peer. */
    public boolean beginVoid(StatelessSession session, UUID supply) {
        return session.createNativeMutationQuery(
                        "update qkd_supply set state = 'voiding' where id = :id and state = 'reserved' and allocated_here")
                .setParameter("id", supply).executeUpdate() == 1;
    }

    /** Marks reservations that nobody can be at work on any more, because they are older than any request lives. */
    public int beginVoid(StatelessSession session, Instant olderThan) {
        return session.createNativeMutationQuery("""
                update qkd_supply set state = 'voiding' where state = 'reserved' and allocated_here and created_at < :oldest""")
                .setParameter("oldest", olderThan).executeUpdate();
    }

    /** Allocations to be taken back from the peer, oldest first. */
    public List<UncertainSupply> voiding(StatelessSession session, String link, int limit) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, purpose, master, key_bits, number, created_at, chunks, starts, lengths from qkd_supply
                    where state = 'voiding' and link = ? order by created_at limit ?""")) {
                select.setString(1, link);
                select.setInt(2, limit);
                return uncertain(link, select);
            }
        });
    }

    private static List<UncertainSupply> uncertain(String link, PreparedStatement select) throws SQLException {
        List<UncertainSupply> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                SupplyRow supply = new SupplyRow(rows.getObject("id", UUID.class), link,
                        SupplyRow.Purpose.valueOf(rows.getString("purpose").toUpperCase(Locale.ROOT)), rows.getString("master"),
                        rows.getInt("key_bits"), rows.getInt("number"), Rows.instant(rows, "created_at"));
                UUID[] chunks = (UUID[]) rows.getArray("chunks").getArray();
                Integer[] starts = (Integer[]) rows.getArray("starts").getArray();
                Integer[] lengths = (Integer[]) rows.getArray("lengths").getArray();
                List<ChunkRange> ranges = new ArrayList<>();
                for (int i = 0; i < chunks.length; i++) {
                    ranges.add(new ChunkRange(chunks[i], starts[i], lengths[i]));
                }
                found.add(new UncertainSupply(supply, ranges));
            }
        }
        return found;
    }

    /** The peer has given it up too. */
    public boolean endVoid(StatelessSession session, UUID supply) {
        return session.createNativeMutationQuery("update qkd_supply set state = 'void' where id = :id and state = 'voiding'")
                .setParameter("id", supply).executeUpdate() == 1;
    }

    /**
     * Gives up the peer's allocation here, whether it was accepted or never seen; it will not be accepted later. Of one that was never seen
     * those ranges are given up that can be, in chunks of quarantined blocks too: what it does not take here, nobody would settle.
     *
     * @return false when a key of it has been delivered here: nothing was written
     */
    public boolean voidPeers(StatelessSession session, SupplyRow supply, List<ChunkRange> ranges) {
        return session.doReturningWork(connection -> {
            Optional<String> state = state(session, supply.id());
            if (state.isEmpty()) {
                Set<UUID> claimed = claim(connection, supply.link(), ranges, "true");
                try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                    bindSupply(connection, insert, 1, supply, "void",
                            ranges.stream().filter(range -> claimed.contains(range.chunk())).toList());
                    insert.setInt(12, 0);
                    insert.setInt(13, 0);
                    insert.executeUpdate();
                }
                return true;
            }
            return state.get().equals("void") || forget(connection, supply.id());
        });
    }

    private static boolean forget(Connection connection, UUID supply) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update qkd_supply set state = 'void', deliveries = 0, undelivered = 0
                where id = ? and state in ('supplied', 'quarantined') and undelivered = deliveries and not allocated_here""")) {
            update.setObject(1, supply);
            if (update.executeUpdate() != 1) {
                return false;
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from qkd_delivery where supply = ?")) {
            delete.setObject(1, supply);
            delete.executeUpdate();
        }
        return true;
    }
}
