package io.lumenvault.server.qkd;

import io.lumenvault.db.Database;
import io.lumenvault.db.qkd.BlockDecisionRepository;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.lifecycle.Limit;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.lifecycle.NodeClock;
import io.lumenvault.server.vault.Policies;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Destroys key that is older than the policy lets it become in the pool. Each end goes by its own clock and by the time that the
 * module gave the block; where they differ for a moment, an allocation of the one is refused by the other and given up at both.
 */
@Singleton
class PoolAging {

    private final BlockDecisionRepository blocks = new BlockDecisionRepository();
    private final Database database;
    private final AuditLog audit;
    private final Policies policies;
    private final Links links;
    private final NodeClock clock;

    PoolAging(Database database, AuditLog audit, Policies policies, Links links, NodeClock clock) {
        this.database = database;
        this.audit = audit;
        this.policies = policies;
        this.links = links;
        this.clock = clock;
    }

    /** Links whose delivered chunks stay until they are too old. */
    List<String> kept() {
        return links.all().stream().map(Link::id).filter(link -> policies.link(link).keepsChunks()).toList();
    }

    void age(Link link) {
        LinkPolicy policy = policies.link(link.id());
        Optional<Limit> oldest = policy.oldest(clock.instant());
        if (oldest.isEmpty() || !clock.mayDestroy()) {
            return;
        }
        database.transaction(session -> {
            long bytes = blocks.age(session, link.id(), oldest.get().at());
            blocks.destroyFinished(session, link.id(), oldest.get().at());
            if (bytes > 0) {
                audit.append(session, AuditEvent.system("qkd", "Destroy Aged Key", Result.SERVED, link.id(), Map.of(
                        "bits", Long.toString(bytes * Byte.SIZE), "before", oldest.get().at().toString(),
                        "policy_version", Long.toString(policy.policyVersion()), "policy_rule", oldest.get().rule())));
            }
            return null;
        });
    }
}
