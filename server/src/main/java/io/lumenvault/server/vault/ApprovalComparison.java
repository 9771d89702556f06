package io.lumenvault.server.vault;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.approval.RequiredApprovals;
import java.util.Arrays;
import java.util.Optional;

/** Tells what another policy changes in the approvals that are needed: for operations of the node, and for each object. */
final class ApprovalComparison {

    private final RequiredApprovals before;
    private final RequiredApprovals after;

    ApprovalComparison(RequiredApprovals before, RequiredApprovals after) {
        this.before = before;
        this.after = after;
    }

    /** Of the operations that are not done to objects. */
    void compareOperations(PolicyEffects effects) {
        Arrays.stream(ApprovedOperation.values()).filter(operation -> !operation.ofObjects()).forEach(operation -> {
            String now = quorum(before.rule(operation, _ -> true));
            String then = quorum(after.rule(operation, _ -> true));
            if (!now.equals(then)) {
                effects.addApproval(operation, now, then);
            }
        });
    }

    private static String quorum(Optional<ApprovalRule> rule) {
        return rule.map(needed -> needed.quorum() + " within " + needed.ttl()).orElse("nobody");
    }

    /** Of one object. */
    void compare(GovernedObject now, GovernedObject then, PolicyEffects effects) {
        compare(ApprovedOperation.DESTROY, now, then, effects, Effect.GUARD_DESTROY, Effect.LOOSEN_DESTROY);
        compare(ApprovedOperation.EXPORT, now, then, effects, Effect.GUARD_EXPORT, Effect.LOOSEN_EXPORT);
        if (then.destroysByItself() && after.rule(ApprovedOperation.DESTROY, then::isOneOf).isPresent()
                && !(now.destroysByItself() && before.rule(ApprovedOperation.DESTROY, now::isOneOf).isPresent())) {
            effects.add(Effect.DESTROY_UNASKED, now.object().uid());
        }
    }

    private void compare(ApprovedOperation operation, GovernedObject now, GovernedObject then, PolicyEffects effects, Effect guarded,
            Effect loosened) {
        Optional<ApprovalRule> was = before.rule(operation, now::isOneOf);
        Optional<ApprovalRule> is = after.rule(operation, then::isOneOf);
        if (quorum(was).equals(quorum(is))) {
            return;
        }
        boolean fewer = needed(is) < needed(was);
        effects.add(fewer ? loosened : guarded, now.object().uid());
    }

    private static int needed(Optional<ApprovalRule> rule) {
        return rule.map(ApprovalRule::approvals).orElse(0);
    }
}
