package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.db.qkd.BlockDecisionRepository;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.PolicyInForce;
import io.lumenvault.server.lifecycle.approval.RequiredApprovals;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Judges every object and QKD link by the policy in force and by another one, with the same code that serves requests, and tells the difference. */
final class PolicySimulation {

    private static final int PAGE = 1000;

    private final RestrictionRepository objects = new RestrictionRepository();
    private final BlockDecisionRepository blocks = new BlockDecisionRepository();
    private final Database database;
    private final Policies policies;
    private final RequiredApprovals approvals;
    private final Set<String> links;
    private final Clock clock;

    /**
     * @param approvals what needs approval under the policy in force
     * @param links the node's QKD links
     */
    PolicySimulation(Database database, Policies policies, RequiredApprovals approvals, Set<String> links, Clock clock) {
        this.database = database;
        this.policies = policies;
        this.approvals = approvals;
        this.links = new TreeSet<>(links);
        this.clock = clock;
    }

    /** @param most identifiers to list of each effect */
    PolicyEffects effects(PolicyInForce proposed, int most) {
        PolicyEffects effects = new PolicyEffects(most);
        PolicyInForce inForce = policies.current();
        ApprovalComparison guards = new ApprovalComparison(approvals.under(inForce::approvals), approvals.under(proposed::approvals));
        guards.compareOperations(effects);
        Instant now = clock.instant();
        LinkComparison ofLinks = new LinkComparison(effects, now,
                (link, oldest) -> database.transaction(session -> blocks.olderBits(session, link, oldest)));
        links.forEach(link -> ofLinks.compare(link, inForce.link(link), proposed.link(link)));
        ObjectComparison comparison = new ObjectComparison(effects, now);
        UUID last = null;
        List<ManagedObject> page;
        do {
            UUID from = last;
            page = database.transaction(session -> objects.page(session, from, PAGE));
            for (ManagedObject object : page) {
                effects.counted();
                GovernedObject before = policies.govern(inForce, object);
                GovernedObject after = policies.govern(proposed, object);
                comparison.compare(before, after);
                if (object.originLink() != null) {
                    comparison.compare(before, inForce.link(object.originLink()), proposed.link(object.originLink()));
                }
                guards.compare(before, after, effects);
                last = object.uid();
            }
        } while (page.size() == PAGE);
        return effects;
    }
}
