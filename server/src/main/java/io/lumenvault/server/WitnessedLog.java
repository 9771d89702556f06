package io.lumenvault.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.SearchPage;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.LogProofs;
import io.lumenvault.server.audit.LogSearch;
import io.lumenvault.server.audit.Witnesses;
import io.lumenvault.server.audit.Witnesses.Conflict;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MerkleHasher;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.SignedNote;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Refuses a log, at start, that a witness has seen more of than there is, or another one of. A fork that officers have accepted explains what
 * witnesses have seen of the log before it, now and at each later start.
 */
@Singleton
class WitnessedLog {

    private static final Logger LOG = Logger.getLogger(WitnessedLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELD_SIZE = "held-size";
    private static final int FORKS = 100;

    private final Witnesses witnesses;
    private final LogProofs proofs;
    private final LogSearch search;
    private final LogFork fork;
    private final String origin;

    WitnessedLog(Witnesses witnesses, LogProofs proofs, LogSearch search, LogFork fork, SiteConfig config) {
        this.witnesses = witnesses;
        this.proofs = proofs;
        this.search = search;
        this.fork = fork;
        this.origin = Composition.logOrigin(config);
    }

    /** @throws StartupException naming a witness that has seen another log, unless officers have accepted to go on with this one */
    void require() {
        // The largest first: a statement about it explains the others.
        List<Conflict> conflicts = witnesses.conflicts().stream().sorted(Comparator.comparingLong(Conflict::size).reversed()).toList();
        if (conflicts.isEmpty()) {
            return;
        }
        long accepted = accepted();
        for (Conflict conflict : conflicts) {
            if (conflict.size() <= accepted) {
                LOG.warnf("the witness %s does not cosign the audit log: %s; officers have accepted a fork behind %d entries", conflict.witness(),
                        conflict.why(), accepted);
            } else {
                // Of a witness's head the size alone is known.
                Checkpoint seen = new Checkpoint(origin, conflict.size(), new byte[MerkleHasher.HASH_BYTES]);
                fork.require(seen, last(), "audit log rolled back or replaced, says the witness " + conflict.witness() + ": " + conflict.why());
                accepted = conflict.size();
            }
        }
    }

    private Checkpoint last() {
        return proofs.last().map(SignedNote::checkpoint).orElse(new Checkpoint(origin, 0, new MerkleTree().root()));
    }

    /** The largest head that officers have accepted to go on without; -1 where there was no fork. */
    private long accepted() {
        try {
            long largest = fork.unrecorded().map(AuditEvent::details).map(details -> Long.parseLong(details.get(HELD_SIZE))).orElse(-1L);
            AuditSearch forks = new AuditSearch(null, null, "system/audit", null, null, LogFork.OPERATION, null, List.of(), null, FORKS);
            SearchPage page = search.page(forks);
            while (true) {
                for (FoundEntry found : page.entries()) {
                    largest = Math.max(largest, JSON.readTree(found.row().body()).path("details").path(HELD_SIZE).asLong(-1));
                }
                if (page.next() == null) {
                    return largest;
                }
                page = search.page(forks.continuedBefore(page.next()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the forks of the audit log cannot be read", unreadable);
        }
    }
}
