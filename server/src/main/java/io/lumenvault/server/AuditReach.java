package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.server.audit.BackgroundLoop;
import io.lumenvault.server.audit.SearchIndex;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Runs what follows the audit log at a distance: the index for its search. */
@Singleton
class AuditReach {

    private static final long INDEX_PAUSE_MILLIS = 500;

    private final BackgroundLoop index;

    AuditReach(Database database) {
        this.index = new BackgroundLoop("audit-index", new SearchIndex(database)::grow);
    }

    void started(@Observes StartupEvent event) {
        index.start(INDEX_PAUSE_MILLIS);
    }

    void stopping(@Observes ShutdownEvent event) {
        index.close();
    }
}
