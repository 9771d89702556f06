package io.lumenvault.server.lifecycle.approval;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import java.util.List;

/** What one source says of approvals now: the node's own file, or its policy. */
@FunctionalInterface
public interface ApprovalRules {

    /** The rules for an operation, in their order; empty where it leaves the operation free. */
    List<ApprovalRule> of(ApprovedOperation operation);
}
