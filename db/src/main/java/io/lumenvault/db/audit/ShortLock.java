package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Changes the partitions of the log while requests write to it. Such a change needs the table for itself (PostgreSQL detaches concurrently
 * only where there is no default partition), and whoever comes later waits behind it: so it waits a moment only, lets the others pass, and
 * tries again. What it does with the table is a matter of moments too, and is broken off where it is not.
 */
final class ShortLock {

    private static final String BOUNDS = "set local lock_timeout = '200ms'; set local statement_timeout = '2s'";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_MILLIS = 200;

    private final Connection connection;
    private final int attempts;

    ShortLock(Connection connection) {
        this(connection, ATTEMPTS);
    }

    ShortLock(Connection connection, int attempts) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.attempts = attempts;
    }

    /** A step of a change. */
    interface Step {
        void run(Statement statement) throws SQLException;
    }

    /** What a change throws to let the others pass and be tried again. */
    static SQLException busy(String why) {
        return new SQLException(why, LOCK_NOT_AVAILABLE);
    }

    /**
     * Makes the change in a transaction of its own and commits it. An attempt that was in vain leaves no transaction open: entries of
     * others get no leaf while one that has a number runs.
     *
     * @param ready what is done before each attempt, in transactions of its own and without a lock
     * @throws BusyLogException when others were at the table each time
     */
    void commit(Step ready, Step change) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try (Statement statement = connection.createStatement()) {
                ready.run(statement);
                connection.commit();
                bounded(change);
                connection.commit();
                return;
            } catch (SQLException failed) {
                connection.rollback();
                requireAnother(attempt, failed);
            }
        }
    }

    private void bounded(Step change) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            bound(statement);
            change.run(statement);
        }
    }

    private static void bound(Statement statement) throws SQLException {
        statement.execute(BOUNDS);
    }

    /** In a change: reads for as long as it takes, before anything is locked that requests need. */
    static void unhurried(Statement statement, Step read) throws SQLException {
        statement.execute("set local statement_timeout = 0");
        read.run(statement);
        bound(statement);
    }

    private void requireAnother(int attempt, SQLException failed) throws SQLException {
        if (!LOCK_NOT_AVAILABLE.equals(failed.getSQLState()) && !DEADLOCK.equals(failed.getSQLState())) {
            throw failed;
        }
        if (attempt >= attempts) {
            throw new BusyLogException(failed);
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while others were at the table", stopped);
        }
    }
}
