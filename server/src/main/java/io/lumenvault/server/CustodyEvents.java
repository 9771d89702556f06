package io.lumenvault.server;

import io.lumenvault.server.vault.masterkey.GenerationUpkeep;
import io.lumenvault.server.vault.masterkey.MasterKeys;
import io.lumenvault.server.vault.masterkey.Resealing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts and stops custody's background work. */
@Singleton
class CustodyEvents {

    /** After the audit log is found sound, before anything serves. */
    private static final int SECOND = 2;

    private final MasterKeys masterKeys;
    private final GenerationUpkeep upkeep;
    private final Resealing resealing;

    CustodyEvents(MasterKeys masterKeys, GenerationUpkeep upkeep, Resealing resealing) {
        this.masterKeys = masterKeys;
        this.upkeep = upkeep;
        this.resealing = resealing;
    }

    void started(@Observes @Priority(SECOND) StartupEvent event) {
        masterKeys.adopt();
        upkeep.start();
        resealing.start();
    }

    void stopping(@Observes ShutdownEvent event) {
        resealing.close();
        upkeep.close();
    }
}
