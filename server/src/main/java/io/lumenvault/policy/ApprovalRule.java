package io.lumenvault.policy;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * M of N: how many must approve an operation, and who can.
 *
 * @param operation what needs it
 * @param match the objects that it is needed for; {@link Selector#ALL} for all, and where the operation is not one of objects
 * @param approvals how many different principals must approve, besides the one who asks
 * @param members the principals that can; empty when {@code group} says it
 * @param group whose holders can, one of {@link #GROUPS}; null when {@code members} says it
 * @param ttl how long an approval is good for
 */
public record ApprovalRule(ApprovedOperation operation, Selector match, int approvals, Set<String> members, String group, Span ttl) {

    /** Enough for any quorum that people can convene. */
    public static final int MOST_APPROVALS = 16;
    /** Officers of the node, and for what a principal of a group (tenant) asks those of that group too. */
    public static final String OFFICER = "officer";
    /** Officers of the node alone, whoever asks. */
    public static final String NODE_OFFICER = "node-officer";
    /** Those who give approvals; nobody of another role could ever approve. */
    public static final Set<String> GROUPS = Set.of(OFFICER, NODE_OFFICER);

    public ApprovalRule {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(ttl, "ttl");
        members = Set.copyOf(members);
        if (!operation.ofObjects() && !match.equals(Selector.ALL)) {
            throw new IllegalArgumentException("'match' says nothing here: " + operation.text() + " is not done to objects");
        }
        if (approvals < 1 || approvals > MOST_APPROVALS) {
            throw new IllegalArgumentException("approvals " + approvals + " shall be from 1 to " + MOST_APPROVALS);
        }
        if (members.isEmpty() == (group == null)) {
            throw new IllegalArgumentException("either 'of', a list of principals, or 'group' shall be given");
        }
        if (group != null && !GROUPS.contains(group)) {
            throw new IllegalArgumentException("group '" + group + "' cannot give approvals; allowed are "
                    + String.join(", ", new TreeSet<>(GROUPS)));
        }
        if (group == null && members.size() < approvals) {
            throw new IllegalArgumentException(approvals + " of " + members.size() + " cannot approve: name more principals");
        }
        if (ttl.isZero()) {
            throw new IllegalArgumentException("ttl shall be longer than nothing");
        }
    }

    /** The same approvers for another operation, whatever it is done to. */
    public ApprovalRule forAll(ApprovedOperation other) {
        return new ApprovalRule(other, Selector.ALL, approvals, members, group, ttl);
    }

    /** The same with that many approvals, good for so long. */
    public ApprovalRule with(int needed, Span lasting) {
        return new ApprovalRule(operation, match, needed, members, group, lasting);
    }

    /** How many of whom, in words. */
    public String quorum() {
        return approvals + " of " + (group == null ? String.join(", ", new TreeSet<>(members)) : group);
    }
}
