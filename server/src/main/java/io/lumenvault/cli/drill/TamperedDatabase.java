package io.lumenvault.cli.drill;

import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A site's database in the hands of its superuser: triggers do not fire, the sequencer is kept away while something is changed, and
 * every change is put back.
 */
final class TamperedDatabase implements AutoCloseable {

    /** The advisory lock of whoever grows the tree. */
    private static final long SEQUENCER_LOCK = 0x4c756d656e760001L;
    static final List<String> LOG_TABLES = List.of("audit_entry", "audit_leaf", "audit_node", "audit_tree", "audit_checkpoint");

    /** Transactions and sizes that are made up begin here. */
    private static final long FORGED = 100_000_000;

    private final Connection connection;
    /** The first transaction that had not begun when the tampering began. */
    private long begun;

    TamperedDatabase(Site site) throws IOException, SQLException {
        this.connection = AuditRows.connectAsSuperuser(site, site.database().jdbcUrl());
        execute("set session_replication_role = replica");
    }

    /** The number of leaves. */
    long size() throws SQLException {
        return number("select size from audit_tree");
    }

    /** The number of the log's signed leaves. */
    long signed() throws SQLException {
        return number("select coalesce(max(size), 0) from audit_checkpoint");
    }

    /** What is done to the database between two verifications. */
    interface Change {
        void on(Connection connection) throws SQLException;
    }

    /** Keeps the tables as they are, changes them, lets {@code look} look, and puts them back. @return what was seen */
    String changed(List<String> tables, Change change, Look look) throws Exception {
        number("select 1 from pg_advisory_lock(" + SEQUENCER_LOCK + ")");
        begun = number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        try {
            keepAndChange(tables, change);
            try {
                return look.look();
            } finally {
                restore(tables);
            }
        } finally {
            number("select 1 from pg_advisory_unlock(" + SEQUENCER_LOCK + ")");
        }
    }

    private void keepAndChange(List<String> tables, Change change) throws SQLException {
        connection.setAutoCommit(false);
        try {
            // A head that is being signed comes before or after, not between: it would be changed and not be put back.
            execute("lock table audit_checkpoint in exclusive mode");
            for (String table : tables) {
                execute("create temp table kept_" + table + " as table " + table);
            }
            change.on(connection);
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What the site says about its log. */
    interface Look {
        String look() throws Exception;
    }

    /**
     * What the site has added meanwhile stays: entries of later transactions, and heads of larger trees. The tree itself cannot have
     * moved.
     */
    private void restore(List<String> tables) throws SQLException {
        connection.setAutoCommit(false);
        for (String table : tables) {
            execute("delete from " + table + switch (table) {
                case "audit_entry" -> " where xid < '" + begun + "' or xid >= '" + FORGED + "'";
                case "audit_checkpoint" -> " where size <= (select max(size) from kept_audit_checkpoint) or size >= " + FORGED;
                default -> "";
            });
            execute("insert into " + table + " table kept_" + table + " on conflict do nothing");
        }
        connection.commit();
        connection.setAutoCommit(true);
        for (String table : tables) {
            execute("drop table kept_" + table);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
