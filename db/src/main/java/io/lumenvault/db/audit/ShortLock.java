package io.lumenvault.db.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Changes the partitions of the log while requests write to it. Such a change needs the table for itself (PostgreSQL detaches concurrently
 * only where there is no default partition), and whoever comes later waits behind it: so it waits a moment only, lets the others pass, and
 * tries again.
 */
final class ShortLock {

    private static final String WAIT = "set local lock_timeout = '200ms'";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_MILLIS = 200;

    private ShortLock() {}

    /** Statements of a change; all of them are undone when one of them cannot have its lock. */
    interface Change {
        void run(Statement statement) throws SQLException;
    }

    /**
     * Makes the change in the connection's transaction, which is to be committed at once.
     *
     * @throws SQLException also when others were at the table each time
     */
    static void run(Connection connection, Change change) throws SQLException {
        for (int attempt = 1;; attempt++) {
            Savepoint before = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.execute(WAIT);
                change.run(statement);
                return;
            } catch (SQLException failed) {
                connection.rollback(before);
                boolean busy = LOCK_NOT_AVAILABLE.equals(failed.getSQLState()) || DEADLOCK.equals(failed.getSQLState());
                if (!busy || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
            pause();
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while others were at the table", stopped);
        }
    }
}
