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

    @Test
    void and_theFirstSaysWho_theOtherCanOnlyAskForMore() {
        ApprovalRule named = named(Set.of("olga", "omar", "otto"), 2, "PT2H");
        ApprovalRule weaker = named(Set.of("eve"), 1, "P30D");
        assertEquals(Optional.of(named), both(operation -> Optional.of(named), operation -> Optional.of(weaker)));
        ApprovalRule stricter = named(Set.of("eve", "mal", "zoe"), 3, "PT1H");
        assertEquals(Optional.of(named(named.members(), 3, "PT1H")),
                both(operation -> Optional.of(named), operation -> Optional.of(stricter)));
        assertEquals(Optional.of(named(Set.of("olga"), 1, "PT1H")),
                both(operation -> Optional.of(named(Set.of("olga"), 1, "PT1H")), operation -> Optional.of(TWO)), "all there are");
    }

    @Test
    void closed_changingPolicyAndGrantingRoles_needWhatTheStrictestOperationNeeds() {
        ApprovalRules rules = operation -> switch (operation) {
            case DESTROY -> Optional.of(ONE);
            case EXPORT -> Optional.of(TWO);
            default -> Optional.empty();
        };
        ApprovalRule grant = new ApprovalRule(ApprovedOperation.ROLE_GRANT, 2, Set.of(), "officer", Span.parse("PT1H"));
        assertEquals(Optional.of(grant), rules.closed().rule(ApprovedOperation.ROLE_GRANT));
        assertEquals(2, rules.closed().rule(ApprovedOperation.POLICY_CHANGE).orElseThrow().approvals());
        assertEquals(Optional.of(ONE), rules.closed().rule(ApprovedOperation.DESTROY));
        assertEquals(Optional.empty(), rules.closed().rule(ApprovedOperation.ROTATE_MASTER_KEY));
        assertEquals(Optional.empty(), NONE.closed().rule(ApprovedOperation.POLICY_CHANGE));
    }

    @Test
    void closed_aRuleOfItsOwnStays() {
        ApprovalRule own = new ApprovalRule(ApprovedOperation.ROLE_GRANT, 1, Set.of("olga"), null, Span.parse("PT1H"));
        ApprovalRules rules = operation -> Optional.of(operation == ApprovedOperation.ROLE_GRANT ? own : TWO);
        assertEquals(Optional.of(own), rules.closed().rule(ApprovedOperation.ROLE_GRANT));
    }

    private static ApprovalRule named(Set<String> members, int approvals, String ttl) {
        return new ApprovalRule(ApprovedOperation.DESTROY, approvals, members, null, Span.parse(ttl));
    }
}
