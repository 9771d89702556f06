package io.lumenvault.server.access;

import io.lumenvault.db.Database;
import io.lumenvault.db.access.AccessRepository;
import io.lumenvault.ground.BackgroundLoop;
import java.util.Objects;

/**
 * Keeps the directory as the database has it. A change made at this node is in effect when it is acknowledged, one made at another
 * node of the same database within a second. Without the database nothing is served, so what was read last does no harm meanwhile.
 */
public final class StoredAccess implements AutoCloseable {

    private static final long LOOK_MILLIS = 1000;

    private final AccessRepository rows = new AccessRepository();
    private final Database database;
    private final PrincipalDirectory directory;
    private final BackgroundLoop loop = new BackgroundLoop("access-refresh", this::refresh);

    public StoredAccess(Database database, PrincipalDirectory directory) {
        this.database = Objects.requireNonNull(database, "database");
        this.directory = Objects.requireNonNull(directory, "directory");
    }

    /** Reads everything, and goes on looking for changes of other nodes. */
    public void start() {
        refresh();
        loop.start(LOOK_MILLIS);
    }

    /** Reads what has changed since. */
    public synchronized void refresh() {
        database.transaction(session -> {
            long version = rows.version(session);
            AccessSnapshot known = directory.stored();
            if (version != known.version()) {
                directory.accept(AccessSnapshot.of(version, rows.principals(session), rows.certificates(session),
                        known.revoked().and(rows.revokedSince(session, known.version())), rows.tokens(session)));
            }
            return null;
        });
    }

    @Override
    public void close() {
        loop.close();
    }
}
