package io.lumenvault.policy;

import java.util.Objects;
import java.util.Set;

/**
 * M of N: how many must approve an operation, and who can.
 *
 * @param operation what needs it
 * @param approvals how many different principals must approve, besides the one who asks
 * @param members the principals that can; empty when {@code group} says it
 * @param group the role whose holders can, one of {@link #GROUPS}; null when {@code members} says it
 * @param ttl how long an approval is good for
 */
public record ApprovalRule(ApprovedOperation operation, int approvals, Set<String> members, String group, Span ttl) {

    /** Enough for any quorum that people can convene. */
    public static final int MOST_APPROVALS = 16;
    /** The roles that give approvals; nobody of another role could ever approve. */
    public static final Set<String> GROUPS = Set.of("officer");

    public ApprovalRule {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(ttl, "ttl");
        members = Set.copyOf(members);
        if (approvals < 1 || approvals > MOST_APPROVALS) {
            throw new IllegalArgumentException("approvals " + approvals + " shall be from 1 to " + MOST_APPROVALS);
        }
        if (members.isEmpty() == (group == null)) {
            throw new IllegalArgumentException("either 'of', a list of principals, or 'group' shall be given");
        }
        if (group != null && !GROUPS.contains(group)) {
            throw new IllegalArgumentException("group '" + group + "' cannot give approvals; allowed is " + String.join(", ", GROUPS));
        }
        if (group == null && members.size() < approvals) {
            throw new IllegalArgumentException(approvals + " of " + members.size() + " cannot approve: name more principals");
        }
        if (ttl.isZero()) {
            throw new IllegalArgumentException("ttl shall be longer than nothing");
        }
    }
}
