package io.lumenvault.server.lifecycle.approval;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import java.util.Optional;

/** Which operations need the approval of others now. */
@FunctionalInterface
public interface ApprovalRules {

    /** The rule for an operation; empty where nobody has to approve it. */
    Optional<ApprovalRule> rule(ApprovedOperation operation);

    /** Both sets of rules: where both name an operation, the one that asks for more approvals holds; of equals, this one. */
    default ApprovalRules and(ApprovalRules others) {
        return operation -> {
            Optional<ApprovalRule> own = rule(operation);
            Optional<ApprovalRule> other = others.rule(operation);
            if (own.isPresent() && other.isPresent()) {
                return other.get().approvals() > own.get().approvals() ? other : own;
            }
            return own.or(() -> other);
        };
    }
}
