package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.db.Tally;
import io.lumenvault.ground.BackgroundLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Adds up what the database has counted, so that the numbers of a status are read from few rows. */
@Singleton
class TallyUpkeep {

    private static final long FOLD_MILLIS = 2000;

    private final BackgroundLoop folding;

    TallyUpkeep(Database database) {
        this.folding = new BackgroundLoop("tally", () -> Tally.fold(database));
    }

    void started(@Observes StartupEvent event) {
        folding.start(FOLD_MILLIS);
    }

    void stopping(@Observes ShutdownEvent event) {
        folding.close();
    }
}
