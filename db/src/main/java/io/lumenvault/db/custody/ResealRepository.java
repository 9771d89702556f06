package io.lumenvault.db.custody;

import io.lumenvault.db.Columns;
import io.lumenvault.db.object.SealedMaterial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Finds what is sealed under other generations than the active one and replaces the seals. A table is walked in the order of its
 * pages, so that neither the rows already done nor old row versions slow the walk down. A row that is moved by a change
 * meanwhile is found by the next walk. Seals that are known to be damaged ({@link DamagedSealRepository}) are passed by.
 */
public final class ResealRepository {

    /** Random initialisation vector before each seal: it tells one seal from every other. */
    private static final int IV_BYTES = 12;
    private static final String NOT_DAMAGED = " and not exists (select from damaged_seal damaged where damaged.location = '%s'"
            + " and damaged.id = stored.%s and damaged.generation = stored.generation)";

    /** The pages that a table has now. */
    public long pages(StatelessSession session, SealedTable table) {
        return session.doReturningWork(connection -> number(connection,
                "select pg_relation_size('" + table.table() + "') / current_setting('block_size')::bigint"));
    }

    /** Rows that are sealed under another generation than {@code active}, without the damaged ones. */
    public long remaining(StatelessSession session, SealedTable table, int active) {
        return session.doReturningWork(connection -> number(connection, "select count(*) from " + table.table()
                + " stored where (generation < " + active + " or generation > " + active + ")" + notDamaged(table)));
    }

    /**
     * Rows of a stretch that are sealed under another generation than {@code active}, without the damaged ones: from its beginning on, so
     * many that their seals are not larger together than {@code mostBytes}, and one at least.
     */
    public SealedSlice find(StatelessSession session, SealedTable table, Stretch stretch, int active, long mostBytes) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, generation, case when before = 0 or before + octet_length(sealed) <= ? then sealed end, place from (
                        select %2$s as id, generation, sealed, ctid as place,
                            sum(octet_length(sealed)) over (order by ctid) - octet_length(sealed) as before
                        from %1$s stored where ctid >= ?::tid and ctid < ?::tid and generation <> ?%3$s) as sized
                    order by place""".formatted(table.table(), table.key(), notDamaged(table)))) {
                select.setLong(1, mostBytes);
                select.setString(2, stretch.from());
                select.setString(3, Stretch.startOf(stretch.endPage()));
                select.setInt(4, active);
                return slice(select, stretch);
            }
        });
    }

    private static SealedSlice slice(PreparedStatement select, Stretch stretch) throws SQLException {
        List<SealedRow> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                byte[] sealed = rows.getBytes(3);
                if (sealed == null) {
                    return new SealedSlice(found, new Stretch(rows.getString(4), stretch.endPage()));
                }
                found.add(new SealedRow(rows.getObject(1, UUID.class), new SealedMaterial(rows.getInt(2), sealed)));
            }
        }
        return new SealedSlice(found, null);
    }

    /**
     * Replaces seals, in one statement that expects each row to be sealed as it was read. Rows that others are changing now are left
     * out, so this never waits for a request, and no request and this can wait for each other.
     *
     * @return the number of rows replaced
     */
    public int replace(StatelessSession session, SealedTable table, List<Resealed> rows) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    with anew as (
                        select * from unnest(?, ?, ?, ?, ?) as anew (id, expected, iv, generation, sealed)),
                    locked as materialized (
                        select anew.id, anew.generation, anew.sealed from %1$s stored join anew on stored.%2$s = anew.id
                        where stored.generation = anew.expected and substring(stored.sealed from 1 for ?) = anew.iv
                        for update of stored skip locked)
                    update %1$s stored set generation = locked.generation, sealed = locked.sealed
                    from locked where stored.%2$s = locked.id""".formatted(table.table(), table.key()))) {
                update.setArray(1, Columns.of(connection, "uuid", rows, row -> row.read().id()));
                update.setArray(2, Columns.of(connection, "int4", rows, row -> row.read().material().generation()));
                update.setArray(3, Columns.bytes(connection, rows, row -> iv(row.read().material())));
                update.setArray(4, Columns.of(connection, "int4", rows, row -> row.material().generation()));
                update.setArray(5, Columns.bytes(connection, rows, row -> row.material().bytes()));
                update.setInt(6, IV_BYTES);
                return update.executeUpdate();
            }
        });
    }

    private static String notDamaged(SealedTable table) {
        return NOT_DAMAGED.formatted(table.name(), table.key());
    }

    private static byte[] iv(SealedMaterial sealed) {
        return Arrays.copyOf(sealed.bytes(), IV_BYTES);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query); ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
