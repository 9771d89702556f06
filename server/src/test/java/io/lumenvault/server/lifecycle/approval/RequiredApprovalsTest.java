package io.lumenvault.server.lifecycle.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.Selector;
import io.lumenvault.policy.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredApprovalsTest {

    private static final ApprovalRule ONE = rule(Selector.ALL, 1);
    private static final ApprovalRule TWO = rule(Selector.ALL, 2);
    private static final ApprovalRules NONE = _ -> List.of();
    private static final Selector PAYMENTS = owned("payments-*");
    private static final Selector ARCHIVE = owned("archive");

    private static Selector owned(String owner) {
        return Selector.of(Map.of("owner", List.of(owner)), Map.of());
    }

    private static ApprovalRule rule(Selector match, int approvals) {
        return new ApprovalRule(ApprovedOperation.DESTROY, match, approvals, Set.of(), "officer", Span.parse("PT1H"));
    }

    private static ApprovalRules destroying(ApprovalRule... rules) {
        return operation -> operation == ApprovedOperation.DESTROY ? List.of(rules) : List.of();
    }

    private static Optional<ApprovalRule> both(ApprovalRules site, ApprovalRules policy) {
        return new RequiredApprovals(site, policy).rule(ApprovedOperation.DESTROY, _ -> true);
    }

    private static ApprovalRule named(Set<String> members, int approvals, String ttl) {
        return new ApprovalRule(ApprovedOperation.DESTROY, Selector.ALL, approvals, members, null, Span.parse(ttl));
    }

    @Test
    void siteAndPolicy_theOneThatAsksForMoreHolds_whicheverStandsFirst() {
        assertEquals(Optional.of(TWO), both(destroying(ONE), destroying(TWO)));
        assertEquals(Optional.of(TWO), both(destroying(TWO), destroying(ONE)));
        assertEquals(Optional.of(ONE), both(NONE, destroying(ONE)));
        assertEquals(Optional.of(ONE), both(destroying(ONE), NONE));
        assertEquals(Optional.empty(), both(NONE, NONE));
    }

    @Test
    void siteAndPolicy_theSiteSaysWho_thePolicyCanOnlyAskForMore() {
        ApprovalRule named = named(Set.of("olga", "omar", "otto"), 2, "PT2H");
        ApprovalRule weaker = named(Set.of("eve"), 1, "P30D");
        assertEquals(Optional.of(named), both(destroying(named), destroying(weaker)));
        ApprovalRule stricter = named(Set.of("eve", "mal", "zoe"), 3, "PT1H");
        assertEquals(Optional.of(named(named.members(), 3, "PT1H")), both(destroying(named), destroying(stricter)));
        assertEquals(Optional.of(named(Set.of("olga"), 1, "PT1H")),
                both(destroying(named(Set.of("olga"), 1, "PT1H")), destroying(TWO)), "all there are");
    }

    @Test
    void rulesForSomeObjects_guardThoseAlone_andOfSeveralTheOneThatNeedsMost() {
        RequiredApprovals approvals = new RequiredApprovals(NONE, destroying(rule(PAYMENTS, 2), rule(ARCHIVE, 1)));
        assertEquals(2, approvals.rule(ApprovedOperation.DESTROY, PAYMENTS::equals).orElseThrow().approvals());
        assertEquals(1, approvals.rule(ApprovedOperation.DESTROY, ARCHIVE::equals).orElseThrow().approvals());
        assertEquals(Optional.empty(), approvals.rule(ApprovedOperation.DESTROY, _ -> false));
        assertEquals(2, approvals.rule(ApprovedOperation.DESTROY, _ -> true).orElseThrow().approvals(), "where no object can be told");
        assertEquals(List.of(rule(ARCHIVE, 1)), approvals.rules(ApprovedOperation.DESTROY, ARCHIVE::equals));
    }

    @Test
    void changingPolicyAndGrantingRoles_needWhatTheStrictestOperationNeeds_whateverItsObjects() {
        RequiredApprovals approvals = new RequiredApprovals(destroying(ONE), operation -> operation == ApprovedOperation.EXPORT
                ? List.of(new ApprovalRule(ApprovedOperation.EXPORT, PAYMENTS, 2, Set.of(), "officer", Span.parse("PT1H"))) : List.of());
        ApprovalRule grant = new ApprovalRule(ApprovedOperation.ROLE_GRANT, Selector.ALL, 2, Set.of(), "officer", Span.parse("PT1H"));
        assertEquals(Optional.of(grant), approvals.rule(ApprovedOperation.ROLE_GRANT, _ -> true));
        assertEquals(2, approvals.rule(ApprovedOperation.POLICY_CHANGE, _ -> true).orElseThrow().approvals());
        assertEquals(Optional.of(ONE), approvals.rule(ApprovedOperation.DESTROY, _ -> true));
        assertTrue(approvals.rule(ApprovedOperation.ROTATE_MASTER_KEY, _ -> true).isEmpty());
        assertTrue(RequiredApprovals.NONE.rule(ApprovedOperation.POLICY_CHANGE, _ -> true).isEmpty());
    }

    @Test
    void leverWithARuleOfItsOwn_keepsIt() {
        ApprovalRule own = new ApprovalRule(ApprovedOperation.ROLE_GRANT, Selector.ALL, 1, Set.of("olga"), null, Span.parse("PT1H"));
        RequiredApprovals approvals = new RequiredApprovals(operation -> List.of(operation == ApprovedOperation.ROLE_GRANT ? own : TWO), NONE);
        assertEquals(Optional.of(own), approvals.rule(ApprovedOperation.ROLE_GRANT, _ -> true));
    }
}
