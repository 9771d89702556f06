package io.lumenvault.server.lifecycle.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.Span;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalRulesTest {

    private static final ApprovalRule ONE = rule(1);
    private static final ApprovalRule TWO = rule(2);
    private static final ApprovalRules NONE = operation -> Optional.empty();

    private static ApprovalRule rule(int approvals) {
        return new ApprovalRule(ApprovedOperation.DESTROY, approvals, Set.of(), "officer", Span.parse("PT1H"));
    }

    private static Optional<ApprovalRule> both(ApprovalRules one, ApprovalRules other) {
        return one.and(other).rule(ApprovedOperation.DESTROY);
    }

    @Test
    void and_theOneThatAsksForMoreHolds_whicheverStandsFirst() {
        assertEquals(Optional.of(TWO), both(operation -> Optional.of(ONE), operation -> Optional.of(TWO)));
        assertEquals(Optional.of(TWO), both(operation -> Optional.of(TWO), operation -> Optional.of(ONE)));
        assertEquals(Optional.of(ONE), both(NONE, operation -> Optional.of(ONE)));
        assertEquals(Optional.of(ONE), both(operation -> Optional.of(ONE), NONE));
        assertEquals(Optional.empty(), both(NONE, NONE));
    }
}
