package io.lumenvault.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date, as the role that owns the tables, and then says what the application's role may do: everything with
 * rows of ordinary tables, and of the audit log's tables and of what tells of derivations read and insert only.
 */
public final class Migration {

    /** Tables that the application's role may only read and insert into; {@code audit_tree} it only reads. */
    private static final List<String> INSERT_ONLY = List.of("audit_entry", "audit_leaf", "audit_node", "audit_checkpoint", "audit_cosigner",
            "audit_witnessed", "audit_refused", "audit_block", "audit_facet", "object_derivation");

    /** Another node has changed, renamed or dropped a partition at the same time: "tuple concurrently updated", no such table, deadlock. */
    private static final Set<String> CHANGED_MEANWHILE = Set.of("XX000", "42P01", "40P01");
    private static final int ATTEMPTS = 20;

    private Migration() {}

    /**
     * Migrates and grants. Where one role is both, it keeps all that an owner has.
     *
     * @param owner connects as the role that owns the tables, or is to own them
     * @param applicationRole the role that the server works as
     */
    public static void run(DataSource owner, String applicationRole) throws SQLException {
        // Quarkus hands us its own class loader; the migrations lie beside this class.
        Flyway.configure(Migration.class.getClassLoader()).dataSource(owner).load().migrate();
        try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
            if (text(connection, "select current_user").equals(applicationRole)) {
                return;
            }
            connection.setAutoCommit(false);
            String role = text(connection, "select format('%I', ?)", applicationRole);
            for (int attempt = 1;; attempt++) {
                try {
                    grant(connection, statement, role);
                    return;
                } catch (SQLException failed) {
                    connection.rollback();
                    if (attempt == ATTEMPTS || !CHANGED_MEANWHILE.contains(failed.getSQLState())) {
                        throw failed;
                    }
                }
            }
        }
    }

    /** One node at a time: PostgreSQL refuses the second of two that say at once what a role may do with a table. */
    private static void grant(Connection connection, Statement statement, String role) throws SQLException {
        statement.execute("select pg_advisory_xact_lock(hashtextextended('migration-grants', 1))");
        for (String grant : grants(connection, role)) {
            statement.execute(grant);
        }
        // Partitions are reached through their table, and those that are on their way in or out by nobody. They are looked for now, when all
        // tables have been granted: what another node has made before that is among them.
        for (String partition : partitions(connection)) {
            statement.execute("revoke all on " + partition + " from " + role);
        }
        connection.commit();
    }

    private static List<String> grants(Connection connection, String role) throws SQLException {
        String schema = text(connection, "select format('%I', current_schema())");
        List<String> grants = new ArrayList<>();
        grants.add("grant usage on schema " + schema + " to " + role);
        grants.add("grant select, insert, update, delete on all tables in schema " + schema + " to " + role);
        grants.add("grant usage on all sequences in schema " + schema + " to " + role);
        grants.add("grant execute on function audit_make_partition(date), audit_advance(bigint, bigint, bytea, xid8, bigint) to " + role);
        grants.add("revoke all on flyway_schema_history from " + role);
        grants.add("revoke insert, update, delete on audit_tree from " + role);
        for (String table : INSERT_ONLY) {
            grants.add("revoke update, delete on " + table + " from " + role);
        }
        // A new master key seals the cosigner's key anew; whose key it is, and from which head on, never changes.
        grants.add("grant update (generation, sealed) on audit_cosigner to " + role);
        return grants;
    }

    private static List<String> partitions(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "select oid::regclass::text from pg_class where relkind = 'r' and relname ^@ 'audit_entry_'"
                                + " and relnamespace = (select oid from pg_namespace where nspname = current_schema())");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String text(Connection connection, String query, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
