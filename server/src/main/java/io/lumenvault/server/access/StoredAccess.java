package io.lumenvault.server.access;

import io.lumenvault.db.Database;
import io.lumenvault.db.access.AccessRepository;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the directory as the database has it. A change made at this node is in effect when it is acknowledged, one made at another
 * node of the same database within a second.
 */
public final class StoredAccess implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StoredAccess.class);
    private static final long LOOK_MILLIS = 1000;

    private final AccessRepository rows = new AccessRepository();
    private final Database database;
    private final PrincipalDirectory directory;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("access-refresh").daemon().factory());
    private String lastFailure;

    public StoredAccess(Database database, PrincipalDirectory directory) {
        this.database = Objects.requireNonNull(database, "database");
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** Reads everything, and goes on looking for changes of other nodes. */
    public void start() {
        refresh();
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Reads what has changed since. */
    public synchronized void refresh() {
        database.transaction(session -> {
            long version = rows.version(session);
            if (version != directory.stored().version()) {
                directory.accept(AccessSnapshot.of(version, rows.principals(session), rows.certificates(session), rows.tokens(session)));
            }
            return null;
        });
    }

    /** Without the database nothing is served, so what was read last does no harm meanwhile. */
    private void look() {
        try {
            refresh();
            lastFailure = null;
        } catch (RuntimeException failure) {
            if (!String.valueOf(failure.getMessage()).equals(lastFailure)) {
                lastFailure = String.valueOf(failure.getMessage());
                LOG.warnf("principals cannot be read again: %s", lastFailure);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
