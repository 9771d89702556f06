package io.lumenvault.server.vault;

import io.lumenvault.db.approval.ApprovalRepository;
import io.lumenvault.db.approval.ApprovalRow;
import io.lumenvault.db.approval.ApprovalState;
import io.lumenvault.db.approval.VoteRow;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.approval.Justification;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * What people say to requests under approval. Nobody decides their own request, each person counts once, only those whom the rule
 * names count, and one refusal ends it. Every vote and every attempt at one is recorded.
 */
public final class ApprovalVotes {

    private final ApprovalRepository rows = new ApprovalRepository();
    private final Door door;
    private final AuditLog audit;
    private final Clock clock;

    public ApprovalVotes(Door door, AuditLog audit, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A request with what has been said to it. */
    public record Decided(ApprovalRow row, List<VoteRow> votes) {}

    /** Requests, newest first; {@code undecidedOnly} leaves those that wait or are approved. */
    public List<ApprovalRow> list(AccessRequest request, boolean undecidedOnly, int limit) {
        return door.pass(request, List.of(), () -> door.commit(request.served(),
                session -> rows.list(session, undecidedOnly ? clock.instant() : null, limit)));
    }

    /** One request. */
    public Decided show(AccessRequest request, UUID id) {
        return door.pass(request, List.of(id), () -> door.commit(request.served().withObjects(List.of(id)),
                session -> decided(session, id)));
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
            ApprovalRow row = find(session, id);
            requireVoter(request.principal(), row);
            requireOpen(row, now, approved);
            VoteRow vote = new VoteRow(id, request.principal().name(), approved, why.reason().text(), why.ticket(), now);
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
            return decided(session, id);
        }));
    }

    private static void requireVoter(Principal voter, ApprovalRow row) {
        if (voter.name().equals(row.requester())) {
            throw new VaultException(Reason.PERMISSION_DENIED, "'" + voter.name() + "' cannot decide its own request");
        }
        boolean named = row.group() == null ? row.members().contains(voter.name()) : inGroup(voter, row.group());
        if (!named) {
            throw new VaultException(Reason.PERMISSION_DENIED, "'" + voter.name() + "' is not among those who can decide " + row.id());
        }
    }

    /** A group is a role: all who have it. */
    private static boolean inGroup(Principal voter, String group) {
        return voter.roles().stream().anyMatch(role -> role.configuredName().equals(group));
    }

    private static void requireOpen(ApprovalRow row, Instant now, boolean approved) {
        ApprovalState state = row.stateAt(now);
        boolean open = state == ApprovalState.PENDING || !approved && state == ApprovalState.APPROVED;
        if (!open) {
            throw new VaultException(Reason.CONFLICT, "approval " + row.id() + " is " + state.text());
        }
    }

    private ApprovalRow find(StatelessSession session, UUID id) {
        return rows.find(session, id).orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "no approval " + id));
    }

    private Decided decided(StatelessSession session, UUID id) {
        return new Decided(find(session, id), rows.votes(session, id));
    }
}
