package io.lumenvault.server.lifecycle.approval;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Which operations need the approval of others now. */
@FunctionalInterface
public interface ApprovalRules {

    /** What moves the rules themselves. */
    Set<ApprovedOperation> LEVERS = Set.of(ApprovedOperation.POLICY_CHANGE, ApprovedOperation.ROLE_GRANT);

    /** The rule for an operation; empty where nobody has to approve it. */
    Optional<ApprovalRule> rule(ApprovedOperation operation);

    /**
     * These rules, with others that make them stricter and never weaker: where both name an operation, this rule says who approves, the
     * larger number is needed and the shorter time is granted. Where this rule names fewer than the other one asks for, all of them.
     */
    default ApprovalRules and(ApprovalRules others) {
        return operation -> {
            Optional<ApprovalRule> own = rule(operation);
            Optional<ApprovalRule> other = others.rule(operation);
            if (own.isPresent() && other.isPresent()) {
                return own.map(rule -> stricter(rule, other.get()));
            }
            return own.or(() -> other);
        };
    }

    /**
     * These rules, and no way around them: whoever could change the policy or grant roles alone could free every operation, or make the
     * approvers that it needs. So where one of these two has no rule and any operation has, the strictest of them holds for it too.
     */
    default ApprovalRules closed() {
        return operation -> rule(operation).or(() -> LEVERS.contains(operation) ? strictest(operation) : Optional.empty());
    }

    private Optional<ApprovalRule> strictest(ApprovedOperation operation) {
        return Arrays.stream(ApprovedOperation.values()).flatMap(guarded -> rule(guarded).stream())
                .max(Comparator.comparingInt(ApprovalRule::approvals))
                .map(rule -> new ApprovalRule(operation, rule.approvals(), rule.members(), rule.group(), rule.ttl()));
    }

    private static ApprovalRule stricter(ApprovalRule own, ApprovalRule other) {
        int wanted = Math.max(own.approvals(), other.approvals());
        int approvals = own.group() == null ? Math.min(wanted, own.members().size()) : wanted;
        boolean shorter = other.ttl().after(Instant.EPOCH).isBefore(own.ttl().after(Instant.EPOCH));
        return new ApprovalRule(own.operation(), approvals, own.members(), own.group(), shorter ? other.ttl() : own.ttl());
    }
}
