package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.server.lifecycle.Duty;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Limit;
import io.lumenvault.server.lifecycle.PolicyInForce;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.lifecycle.approval.RequiredApprovals;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Judges every object by the policy in force and by another one, with the same code that serves requests, and tells the difference. */
final class PolicySimulation {

    private static final int PAGE = 1000;

    private final RestrictionRepository objects = new RestrictionRepository();
    private final Database database;
    private final Policies policies;
    private final RequiredApprovals approvals;
    private final Clock clock;

    /** @param approvals what needs approval under the policy in force */
    PolicySimulation(Database database, Policies policies, RequiredApprovals approvals, Clock clock) {
        this.database = database;
        this.policies = policies;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** @param most identifiers to list of each effect */
    PolicyEffects effects(PolicyInForce proposed, int most) {
        PolicyEffects effects = new PolicyEffects(most);
        PolicyInForce inForce = policies.current();
        ApprovalComparison guards = new ApprovalComparison(approvals.under(inForce::approvals), approvals.under(proposed::approvals));
        guards.compareOperations(effects);
        Instant now = clock.instant();
        UUID last = null;
        List<ManagedObject> page;
        do {
            UUID from = last;
            page = database.transaction(session -> objects.page(session, from, PAGE));
            for (ManagedObject object : page) {
                effects.counted();
                GovernedObject before = policies.govern(inForce, object);
                GovernedObject after = policies.govern(proposed, object);
                compare(before, after, effects, now);
                guards.compare(before, after, effects);
                last = object.uid();
            }
        } while (page.size() == PAGE);
        return effects;
    }

    private static void compare(GovernedObject before, GovernedObject after, PolicyEffects effects, Instant now) {
        UUID uid = before.object().uid();
        Optional<Duty.Kind> due = before.duty(now).map(Duty::kind);
        after.duty(now).map(Duty::kind).filter(kind -> !due.equals(Optional.of(kind)) && kind != Duty.Kind.RELEASE)
                .ifPresent(kind -> effects.add(Effect.valueOf(kind.name()), uid));
        if (reached(after.processUntil(), now) && !reached(before.processUntil(), now)) {
            effects.add(Effect.STOP_PROCESS, uid);
        } else if (after.state(now) == State.ACTIVE && reached(after.protectUntil(), now) && !reached(before.protectUntil(), now)) {
            effects.add(Effect.STOP_PROTECT, uid);
        }
        compareEnds(before, after, effects, uid);
        if (after.forbidsAlgorithm().isPresent() && before.forbidsAlgorithm().isEmpty()) {
            effects.add(Effect.FORBID_ALGORITHM, uid);
        }
    }

    private static void compareEnds(GovernedObject before, GovernedObject after, PolicyEffects effects, UUID uid) {
        Instant endBefore = end(before);
        Instant endAfter = end(after);
        if (endAfter.isBefore(endBefore)) {
            effects.add(Effect.SHORTEN, uid);
        } else if (endAfter.isAfter(endBefore)) {
            effects.add(Effect.LENGTHEN, uid);
        }
    }

    private static Instant end(GovernedObject object) {
        return Stream.of(object.protectUntil(), object.processUntil(), object.deactivation()).filter(limit -> limit != null)
                .map(Limit::at).min(Instant::compareTo).orElse(Instant.MAX);
    }

    private static boolean reached(Limit limit, Instant now) {
        return limit != null && !limit.at().isAfter(now);
    }
}
