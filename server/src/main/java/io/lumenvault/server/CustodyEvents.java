package io.lumenvault.server;

import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.vault.masterkey.GenerationUpkeep;
import io.lumenvault.server.vault.masterkey.MasterKeys;
import io.lumenvault.server.vault.masterkey.Resealing;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Adopts the master key, has the audit log make its secret under it, records the HSM's self-tests, starts and stops custody's background work. */
@Singleton
class CustodyEvents {

    /** After the audit log is found sound, before anything serves. */
    private static final int SECOND = 2;

    private final MasterKeys masterKeys;
    private final GenerationUpkeep upkeep;
    private final Resealing resealing;
    private final AuditSecret secret;
    private final AuditLog audit;
    private final RootOfTrust hsm;

    CustodyEvents(MasterKeys masterKeys, GenerationUpkeep upkeep, Resealing resealing, AuditSecret secret, AuditLog audit,
            RootOfTrust hsm) {
        this.masterKeys = masterKeys;
        this.upkeep = upkeep;
        this.resealing = resealing;
        this.secret = secret;
        this.audit = audit;
        this.hsm = hsm;
    }

    void started(@Observes @Priority(SECOND) StartupEvent event) {
        masterKeys.adopt();
        secret.make(audit);
        audit.append(StartSelfTest.run(hsm));
        upkeep.start();
        resealing.start();
    }

    void stopping(@Observes ShutdownEvent event) {
        resealing.close();
        upkeep.close();
    }
}
