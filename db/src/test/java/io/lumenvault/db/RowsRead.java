package io.lumenvault.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/** How many rows of a table a statement reads, by PostgreSQL's own count: what its cost follows, whatever the machine is at. */
public final class RowsRead {

    private RowsRead() {}

    /** Runs work with generic plans, as the server does, and counts. */
    public static long of(Database database, String table, Function<StatelessSession, ?> work) {
        return database.transaction(session -> {
            session.doWork(connection -> {
                try (var setting = connection.createStatement()) {
                    setting.execute("set local plan_cache_mode = force_generic_plan");
                }
            });
            long before = count(session, table);
            work.apply(session);
            return count(session, table) - before;
        });
    }

    /** Rows by a sequential scan, and entries of indexes. */
    private static long count(StatelessSession session, String table) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select t.seq_tup_read + (select coalesce(sum(pg_stat_get_xact_tuples_returned(indexrelid)), 0) from pg_index where indrelid = t.relid)
                    from pg_stat_xact_user_tables t where relname = ?""")) {
                select.setString(1, table);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }
}
