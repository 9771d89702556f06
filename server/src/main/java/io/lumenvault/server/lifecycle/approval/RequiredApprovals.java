package io.lumenvault.server.lifecycle.approval;

import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.Selector;
import io.lumenvault.policy.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which operations need the approval of others now: those that the node's own file names, and those that its policy names. The file
 * goes before, since whoever changes the policy cannot change it.
 *
 * @param site the rules of the node's own file
 * @param policy those of its policy
 */
public record RequiredApprovals(ApprovalRules site, ApprovalRules policy) {

    /** Nothing needs approval. */
    public static final RequiredApprovals NONE = new RequiredApprovals(_ -> List.of(), _ -> List.of());

    /** What moves the rules themselves. */
    private static final Set<ApprovedOperation> LEVERS = Set.of(ApprovedOperation.POLICY_CHANGE, ApprovedOperation.ROLE_GRANT);

    public RequiredApprovals {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(policy, "policy");
    }

    /** The same node under another policy. */
    public RequiredApprovals under(ApprovalRules other) {
        return new RequiredApprovals(site, other);
    }

    /**
     * The rule for an operation; empty where nobody has to approve it. Of several rules of one source that are concerned, the one that
     * needs most approvals counts, for the shortest time of all. Whoever could change the policy or grant roles alone could free every
     * operation, or make the approvers that it needs: where one of these two has no rule and any operation has, the strictest of them
     * holds for it too.
     *
     * @param concerned whether what is asked concerns objects of a selector
     */
    public Optional<ApprovalRule> rule(ApprovedOperation operation, Predicate<Selector> concerned) {
        Optional<ApprovalRule> own = strictest(site.of(operation), concerned);
        Optional<ApprovalRule> other = strictest(policy.of(operation), concerned);
        Optional<ApprovalRule> rule = own.isPresent() && other.isPresent() ? own.map(first -> stricter(first, other.get()))
                : own.or(() -> other);
        return rule.or(() -> LEVERS.contains(operation) ? strictestOfAll(operation) : Optional.empty());
    }

    /** The rules for an operation that are concerned, of both sources. */
    public List<ApprovalRule> rules(ApprovedOperation operation, Predicate<Selector> concerned) {
        return all(operation).filter(rule -> concerned.test(rule.match())).toList();
    }

    private Stream<ApprovalRule> all(ApprovedOperation operation) {
        return Stream.concat(site.of(operation).stream(), policy.of(operation).stream());
    }

    private Optional<ApprovalRule> strictestOfAll(ApprovedOperation operation) {
        return Arrays.stream(ApprovedOperation.values()).filter(guarded -> all(guarded).findAny().isPresent())
                .flatMap(guarded -> rule(guarded, _ -> true).stream())
                .max(Comparator.comparingInt(ApprovalRule::approvals)).map(rule -> rule.forAll(operation));
    }

    private static Optional<ApprovalRule> strictest(List<ApprovalRule> rules, Predicate<Selector> concerned) {
        return rules.stream().filter(rule -> concerned.test(rule.match())).reduce((one, other) -> {
            ApprovalRule more = other.approvals() > one.approvals() ? other : one;
            return more.with(more.approvals(), shorter(one, other));
        });
    }

    /** The first says who approves, the larger number is needed and the shorter time is granted; where fewer are named, all of them. */
    private static ApprovalRule stricter(ApprovalRule first, ApprovalRule other) {
        int wanted = Math.max(first.approvals(), other.approvals());
        return first.with(first.group() == null ? Math.min(wanted, first.members().size()) : wanted, shorter(first, other));
    }

    private static Span shorter(ApprovalRule one, ApprovalRule other) {
        return other.ttl().after(Instant.EPOCH).isBefore(one.ttl().after(Instant.EPOCH)) ? other.ttl() : one.ttl();
    }
}
