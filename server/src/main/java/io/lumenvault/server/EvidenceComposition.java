package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.server.audit.ArchivedEntries;
import io.lumenvault.server.audit.EvidenceBundle;
import io.lumenvault.server.audit.LogExport;
import io.lumenvault.server.audit.LogIdentity;
import io.lumenvault.server.audit.LogProofs;
import io.lumenvault.server.audit.LogSearch;
import io.lumenvault.server.audit.Witnesses;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires what auditors take away from the site. */
@Singleton
class EvidenceComposition {

    @Produces
    @Singleton
    LogProofs proofs(Database database, LogIdentity identity, Witnesses witnesses) {
        return new LogProofs(database, identity, witnesses::covering);
    }

    @Produces
    @Singleton
    LogExport export(Database database, LogProofs proofs, LogIdentity identity) {
        return new LogExport(database, proofs, identity.keys());
    }

    @Produces
    @Singleton
    ArchivedEntries archived(Database database, LogSearch search, LogIdentity identity, SiteConfig config) {
        return new ArchivedEntries(database, search, identity, Composition.archiveFolder(config));
    }

    @Produces
    @Singleton
    EvidenceBundle evidence(LogSearch search, LogProofs proofs, ArchivedEntries archives, LogIdentity identity) {
        return new EvidenceBundle(search, proofs, archives, identity.keys());
    }
}
