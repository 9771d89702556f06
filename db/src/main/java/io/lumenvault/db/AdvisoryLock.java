package io.lumenvault.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Work that one node of a database does at a time: PostgreSQL holds the lock for a connection that is kept beside the work, and lets
 * go of it when the node dies.
 */
public final class AdvisoryLock {

    private final Database database;

    public AdvisoryLock(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /**
     * Runs {@code work} if nobody else is at it. The work uses transactions of its own.
     *
     * @return false when another one holds the lock: nothing was run
     */
    public boolean run(String name, Runnable work) {
        return database.statement(session -> session.doReturningWork(connection -> {
            if (!ask(connection, "select pg_try_advisory_lock(hashtextextended(?, 1))", name)) {
                return false;
            }
            try {
                work.run();
                return true;
            } finally {
                ask(connection, "select pg_advisory_unlock(hashtextextended(?, 1))", name);
            }
        }));
    }

    private static boolean ask(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
