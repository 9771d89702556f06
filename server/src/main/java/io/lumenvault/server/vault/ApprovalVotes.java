package io.lumenvault.server.vault;

import io.lumenvault.db.approval.ApprovalRepository;
import io.lumenvault.db.approval.ApprovalRow;
import io.lumenvault.db.approval.ApprovalState;
import io.lumenvault.db.approval.VoteRow;
import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.approval.Justification;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/**
 * What people say to requests under approval. Nobody decides their own request, each person counts once, only those whom the rule
 * names count, and one refusal ends it. Every vote and every attempt at one is recorded.
 *
 * <p>A group (tenant) decides about itself: its officers see and decide what principals of their group ask, beside the officers of the
 * node, and learn no name of another group.
 */
public final class ApprovalVotes {

    private final ApprovalRepository rows = new ApprovalRepository();
    private final Door door;
    private final AuditLog audit;
    private final Function<String, Group> groups;
    private final Predicate<String> approver;
    private final Clock clock;

    /**
     * @param groups the group of a principal
     * @param approver whether votes of the principal of that name count, as {@link Approvals} is told
     */
    public ApprovalVotes(Door door, AuditLog audit, Function<String, Group> groups, Predicate<String> approver, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.groups = Objects.requireNonNull(groups, "groups");
        this.approver = Objects.requireNonNull(approver, "approver");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A request with what has been said to it. */
    public record Decided(ApprovalRow row, List<VoteRow> votes) {}

    /** Requests, newest first; {@code undecidedOnly} leaves those that wait or are approved. */
    public List<ApprovalRow> list(AccessRequest request, boolean undecidedOnly, int limit) {
        Group own = request.principal().group();
        return door.pass(request, List.of(), () -> door.commit(request.served(),
                session -> rows.list(session, own.isNode() ? null : own.name(), undecidedOnly ? clock.instant() : null, limit))
                .stream().map(row -> shown(own, row)).toList());
    }

    /** One request. */
    public Decided show(AccessRequest request, UUID id) {
        return door.pass(request, List.of(id), () -> door.commit(request.served().withObjects(List.of(id)),
                session -> decided(session, request.principal(), id)));
    }

    /** Approves a request. @return the request after it */
    public Decided approve(AccessRequest request, UUID id, Justification why) {
        return vote(request, id, why, true);
    }

    /** Refuses a request, which ends it, also one that enough have approved. @return the request after it */
    public Decided refuse(AccessRequest request, UUID id, Justification why) {
        return vote(request, id, why, false);
    }

    private Decided vote(AccessRequest request, UUID id, Justification why, boolean approved) {
        return door.pass(request, List.of(id), () -> door.read(session -> {
            Instant now = clock.instant();
            ApprovalRow row = find(session, request.principal(), id);
            requireVoter(request.principal(), row);
            requireOpen(row, now, approved);
            VoteRow vote = new VoteRow(id, request.principal().name(), request.principal().group().name(), approved,
                     why.reason().text(), why.ticket(), now);
            if (!rows.vote(session, vote)) {
                throw new VaultException(Reason.CONFLICT, "'" + vote.approver() + "' has voted on " + id + " already; each person counts once");
            }
            boolean counted = approved ? rows.give(session, id, now) : rows.refuse(session, id, now);
            if (!counted) {
                throw new VaultException(Reason.CONFLICT, "approval " + id + " has been decided meanwhile");
            }
            AuditEvent event = Approvals.about(request.served(), row)
                    .with("reason", vote.reason()).with("ticket", vote.ticket());
            audit.append(session, event);
            return decided(session, request.principal(), id);
        }));
    }

    private void requireVoter(Principal voter, ApprovalRow row) {
        if (voter.name().equals(row.requester())) {
            throw new VaultException(Reason.PERMISSION_DENIED, "'" + voter.name() + "' cannot decide its own request");
        }
        boolean named = row.group() == null ? row.members().contains(voter.name()) : inGroup(voter, row.group());
        if (!named) {
            throw new VaultException(Reason.PERMISSION_DENIED, "'" + voter.name() + "' is not among those who can decide " + row.id());
        }
        // A vote that does not count would void the request, each time that it is repeated.
        if (!approver.test(voter.name())) {
            throw new VaultException(Reason.PERMISSION_DENIED, "'" + voter.name() + "' is known here without the right to decide");
        }
    }

    /** A group of approvers is a role: all who have it here and see the request, or of those the node's own. */
    private static boolean inGroup(Principal voter, String group) {
        boolean officer = voter.roles().contains(Role.OFFICER);
        return group.equals(ApprovalRule.NODE_OFFICER) ? officer && voter.group().isNode() : officer && group.equals(ApprovalRule.OFFICER);
    }

    private static void requireOpen(ApprovalRow row, Instant now, boolean approved) {
        ApprovalState state = row.stateAt(now);
        boolean open = state == ApprovalState.PENDING || !approved && state == ApprovalState.APPROVED;
        if (!open) {
            throw new VaultException(Reason.CONFLICT, "approval " + row.id() + " is " + state.text());
        }
    }

    /** One of another group is as unknown as one that is not there. */
    private ApprovalRow find(StatelessSession session, Principal asking, UUID id) {
        return rows.find(session, id).filter(row -> asking.group().sees(new Group(row.tenant())))
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "no approval " + id));
    }

    private Decided decided(StatelessSession session, Principal asking, UUID id) {
        Group own = asking.group();
        return new Decided(shown(own, find(session, asking, id)), rows.votes(session, id).stream()
                .map(vote -> own.sees(new Group(vote.tenant())) ? vote : vote.byTenant()).toList());
    }

    private ApprovalRow shown(Group own, ApprovalRow row) {
        return own.isNode() ? row : row.withMembers(row.members().stream().filter(name -> own.sees(groups.apply(name)))
                .collect(Collectors.toSet()));
    }
}
