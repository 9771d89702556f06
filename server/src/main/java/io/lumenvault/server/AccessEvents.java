package io.lumenvault.server;

import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.vault.OfficerBootstrap;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Reads the principals and their passwords before anybody is served, and opens the way to the first officer while there is none. */
@Singleton
class AccessEvents {

    /** After the log is known to be whole, before any listener. */
    private static final int SECOND = 2;
    private static final Logger LOG = Logger.getLogger(AccessEvents.class);

    private final StoredAccess stored;
    private final OfficerBootstrap bootstrap;
    private final ConfiguredPasswordFiles passwords;

    AccessEvents(StoredAccess stored, OfficerBootstrap bootstrap, ConfiguredPasswordFiles passwords) {
        this.stored = stored;
        this.bootstrap = bootstrap;
        this.passwords = passwords;
    }

    void started(@Observes @Priority(SECOND) StartupEvent event) throws IOException {
        stored.start();
        passwords.read();
        if (bootstrap.begin()) {
            LOG.infof("this node has no officer: ./lumenvault access bootstrap makes one with the code in %s", bootstrap.file());
        }
    }
}
