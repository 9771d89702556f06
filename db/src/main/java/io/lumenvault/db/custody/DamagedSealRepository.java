package io.lumenvault.db.custody;

import io.lumenvault.db.Columns;
import io.lumenvault.db.object.SealedMaterial;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Seals that could not be opened. Times are the database's: nodes of one database share them. */
public final class DamagedSealRepository {

    /**
     * Notes that the seals of these rows could not be opened.
     *
     * @return those that were not known before
     */
    public List<SealedRow> note(StatelessSession session, SealedTable table, List<SealedRow> rows) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    with added as (
                        insert into damaged_seal as known (location, id, generation, found_at, tried_at)
                        select ?, id, generation, now(), now() from unnest(?, ?) as unopened (id, generation)
                        on conflict (location, id, generation) do update set tried_at = excluded.tried_at
                        returning known.id, known.found_at = known.tried_at as first)
                    select id from added where first""")) {
                insert.setString(1, table.name());
                insert.setArray(2, Columns.of(connection, "uuid", rows, SealedRow::id));
                insert.setArray(3, Columns.of(connection, "int4", rows, row -> row.material().generation()));
                Set<UUID> added = new HashSet<>();
                try (ResultSet ids = insert.executeQuery()) {
                    while (ids.next()) {
                        added.add(ids.getObject(1, UUID.class));
                    }
                }
                return rows.stream().filter(row -> added.contains(row.id())).toList();
            }
        });
    }

    /**
     * Some of the damaged rows that were last tried so long ago, the longest first; not those under the active generation.
     *
     * @param most so many rows at most
     * @param mostBytes and so many that their seals are not larger together; one all the same
     */
    public List<SealedRow> due(StatelessSession session, SealedTable table, int active, Duration since, int most, long mostBytes) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    with due as (
                        select damaged.id, stored.generation, stored.sealed, damaged.tried_at from damaged_seal damaged
                        join %1$s stored on stored.%2$s = damaged.id and stored.generation = damaged.generation
                        where damaged.location = ? and damaged.tried_at <= now() - make_interval(secs => ?) and stored.generation <> ?
                        order by damaged.tried_at, damaged.id limit ?)
                    select id, generation, sealed from (
                        select *, sum(octet_length(sealed)) over (order by tried_at, id) - octet_length(sealed) as before from due) as sized
                    where before = 0 or before + octet_length(sealed) <= ? order by tried_at, id""".formatted(table.table(), table.key()))) {
                select.setString(1, table.name());
                select.setLong(2, since.toSeconds());
                select.setInt(3, active);
                select.setInt(4, most);
                select.setLong(5, mostBytes);
                List<SealedRow> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new SealedRow(rows.getObject(1, UUID.class), new SealedMaterial(rows.getInt(2), rows.getBytes(3))));
                    }
                }
                return found;
            }
        });
    }

    /** Forgets what is no longer there, or no longer sealed under the generation that was noted. */
    public int forgetGone(StatelessSession session, SealedTable table) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("""
                    delete from damaged_seal damaged where location = ? and not exists (
                        select from %1$s stored where stored.%2$s = damaged.id and stored.generation = damaged.generation)"""
                    .formatted(table.table(), table.key()))) {
                delete.setString(1, table.name());
                return delete.executeUpdate();
            }
        });
    }

    /** How many there are, by the generation that they name. */
    public Map<Integer, Long> counts(StatelessSession session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "select generation, count(*) from damaged_seal group by generation");
                    ResultSet rows = select.executeQuery()) {
                Map<Integer, Long> counts = new TreeMap<>();
                while (rows.next()) {
                    counts.put(rows.getInt(1), rows.getLong(2));
                }
                return counts;
            }
        });
    }
}
