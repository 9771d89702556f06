package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for damage in a site's database with PostgreSQL's module {@code amcheck}, as {@code pg_amcheck --heapallindexed} does: every
 * B-tree index, each row of its table looked up in it, and every page of every table.
 *
 * @param indexes indexes checked
 * @param tables tables checked
 * @param damages what was wrong, in PostgreSQL's words
 */
record DatabaseCheck(int indexes, int tables, List<String> damages) {

    private static final String INDEXES = "select c.oid::regclass::text from pg_class c join pg_am a on a.oid = c.relam "
            + "where c.relkind = 'i' and a.amname = 'btree' and c.relpersistence = 'p'";
    private static final String TABLES = "select c.oid::regclass::text from pg_class c "
            + "where c.relkind in ('r', 't', 'm') and c.relpersistence = 'p'";

    static DatabaseCheck of(Site site) throws IOException, SQLException {
        List<String> damages = new ArrayList<>();
        try (Connection connection = AuditRows.connectAsSuperuser(site, site.database().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists amcheck");
            List<String> indexes = column(statement, INDEXES);
            for (String index : indexes) {
                try {
                    column(statement, "select bt_index_check('" + index + "'::regclass, true)::text");
                } catch (SQLException damage) {
                    damages.add(index + ": " + damage.getMessage());
                }
            }
            List<String> tables = column(statement, TABLES);
            for (String table : tables) {
                column(statement, "select msg from verify_heapam('" + table + "'::regclass)")
                        .forEach(said -> damages.add(table + ": " + said));
            }
            return new DatabaseCheck(indexes.size(), tables.size(), damages);
        }
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
