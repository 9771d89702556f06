package io.lumenvault.server.vault;

import io.lumenvault.db.approval.ApprovalRepository;
import io.lumenvault.db.approval.ApprovalRow;
import io.lumenvault.db.approval.ApprovalState;
import io.lumenvault.db.approval.VoteRow;
import io.lumenvault.policy.ApprovalRule;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.Selector;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.approval.GuardedRequest;
import io.lumenvault.server.lifecycle.approval.RequiredApprovals;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;

/**
 * Requires the approval of others where a rule names the operation. The first such request is refused and becomes a request for
 * approval, which the refusal names; the requester repeats it once enough have approved. No operation runs by itself.
 */
public final class Approvals {

    /** Requests of one principal that may wait at a time. */
    private static final int MOST_WAITING = 1000;
    private static final int EXPIRED_AT_ONCE = 500;

    private final ApprovalRepository rows = new ApprovalRepository();
    private final Door door;
    private final AuditLog audit;
    private final RequiredApprovals rules;
    private final Predicate<String> approver;
    private final Supplier<UUID> identifiers;
    private final Clock clock;

    /**
     * @param approver whether the principal of that name can still give approvals; the votes of others do not count any more
     * @param identifiers source of approval identifiers
     */
    public Approvals(Door door, AuditLog audit, RequiredApprovals rules, Predicate<String> approver, Supplier<UUID> identifiers,
            Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.approver = Objects.requireNonNull(approver, "approver");
        this.identifiers = Objects.requireNonNull(identifiers, "identifiers");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Whether some requests of this operation need the approval of others. */
    boolean guards(ApprovedOperation operation) {
        return rules.rule(operation, _ -> true).isPresent();
    }

    /** Whether this operation needs the approval of others for an object. */
    boolean guards(ApprovedOperation operation, GovernedObject object) {
        return rules.rule(operation, object::isOneOf).isPresent();
    }

    /**
     * Leave for a request of which no object can be told, and whose permission has been checked: it needs what the strictest rule for
     * any objects needs.
     *
     * @param operation what it is in the words of policies
     * @param objects the objects that it names
     * @throws ApprovalNeededException when others must approve it first, or one of them has refused it
     */
    public Clearance clear(AccessRequest request, ApprovedOperation operation, List<UUID> objects) {
        return clear(request, operation, objects, _ -> true);
    }

    /** The same for what is done to one object, whose lifecycle has been checked too. */
    Clearance clear(AccessRequest request, ApprovedOperation operation, GovernedObject object) {
        return clear(request, operation, List.of(object.object().uid()), object::isOneOf);
    }

    /**
     * The same for what is done to some objects.
     *
     * @param concerned whether objects of a selector may be among them
     */
    public Clearance clear(AccessRequest request, ApprovedOperation operation, List<UUID> objects, Predicate<Selector> concerned) {
        Optional<ApprovalRule> rule = rules.rule(operation, concerned);
        if (rule.isEmpty()) {
            return Clearance.FREE;
        }
        GuardedRequest guarded = new GuardedRequest(operation, request.principal().name(), request.protocol(), objects, exactly(request));
        ApprovalRow row = door.read(session -> standing(session, request, guarded, rule.get()));
        if (row.state() == ApprovalState.APPROVED) {
            return Clearance.by(this, request, row);
        }
        throw new ApprovalNeededException(row.id(), row.state() == ApprovalState.REFUSED
                ? operation.text() + " was refused by an approver (approval " + row.id() + "); it can be asked anew after " + row.expiresAt()
                : operation.text() + " needs approval " + row.id() + ": " + row.given() + " of " + row.required()
                        + " given; repeat the request once it is approved, until " + end(row, rule.get()));
    }

    /** What the request says: of several operations that a rule guards alike, an approval is for the one that was asked. */
    private static Map<String, String> exactly(AccessRequest request) {
        Map<String, String> said = new HashMap<>(request.parameters());
        said.put("Operation", request.operation());
        return said;
    }

    /** What needs approval now. */
    RequiredApprovals rules() {
        return rules;
    }

    /** Refuses a change after which a rule would guard the object no longer: whoever may edit a label shall not choose its approvers. */
    void requireStaysGuarded(GovernedObject before, GovernedObject after) {
        for (ApprovedOperation operation : ApprovedOperation.values()) {
            boolean guarded = rules.rules(operation, before::isOneOf).stream().allMatch(rule -> after.isOneOf(rule.match()));
            if (!guarded) {
                throw new VaultException(Reason.PERMISSION_DENIED,
                        "this change would take the object out of what needs approval for " + operation.text());
            }
        }
    }

    /** The row that decides the request; a new one where there is none. */
    private ApprovalRow standing(StatelessSession session, AccessRequest request, GuardedRequest guarded, ApprovalRule rule) {
        Instant now = clock.instant();
        byte[] hash = guarded.hash();
        Optional<ApprovalRow> current = rows.current(session, hash);
        if (current.isPresent() && !current.get().expiresAt().isAfter(now)) {
            expire(session, now);
            current = rows.current(session, hash).filter(row -> row.expiresAt().isAfter(now));
        }
        Optional<String> outdated = current.flatMap(row -> outdated(session, row, rule, now));
        if (outdated.isPresent()) {
            if (rows.supersede(session, current.get().id(), now)) {
                audit.append(session, expired(current.get(), outdated.get()));
            }
            current = Optional.empty();
        }
        return current.orElseGet(() -> ask(session, request, guarded, rule, now));
    }

    private ApprovalRow ask(StatelessSession session, AccessRequest request, GuardedRequest guarded, ApprovalRule rule, Instant now) {
        if (rows.currentOf(session, guarded.principal()) >= MOST_WAITING) {
            throw new VaultException(Reason.BUSY, MOST_WAITING + " requests of '" + guarded.principal() + "' are under approval; no more can be");
        }
        byte[] hash = guarded.hash();
        ApprovalRow asked = ApprovalRow.asked(identifiers.get(), rule.operation().text(), hash, guarded.principal(),
                request.principal().group().name(), guarded.protocol(), guarded.objects(), guarded.parameters(), rule.approvals(),
                rule.members(), rule.group(), now, rule.ttl().after(now));
        if (!rows.insert(session, asked)) {
            return rows.current(session, hash)
                    .orElseThrow(() -> new VaultException(Reason.BUSY, "the same request is being decided; try again"));
        }
        audit.append(session, about(new AuditEvent(request.served().actor(), request.client(), request.protocol(), "Ask Approval",
                Result.SERVED, null, null, List.of(), Map.of()), asked).with("required", Integer.toString(asked.required())));
        return asked;
    }

    /** Why the row decides the request no longer, although its time is not over. */
    private Optional<String> outdated(StatelessSession session, ApprovalRow row, ApprovalRule rule, Instant now) {
        if (row.state() == ApprovalState.REFUSED) {
            return Optional.empty();
        }
        if (!sameRule(row, rule) || !end(row, rule).isAfter(now)) {
            return Optional.of("the rule has changed");
        }
        return lost(session, row) ? Optional.of("one of the approvers can approve no longer") : Optional.empty();
    }

    /** A rule that has been given a shorter time since is for what was asked before too. */
    private static Instant end(ApprovalRow row, ApprovalRule rule) {
        Instant byRule = rule.ttl().after(row.askedAt());
        return byRule.isBefore(row.expiresAt()) ? byRule : row.expiresAt();
    }

    private boolean lost(StatelessSession session, ApprovalRow row) {
        return rows.votes(session, row.id()).stream().filter(VoteRow::approved).anyMatch(vote -> !approver.test(vote.approver()));
    }

    private static boolean sameRule(ApprovalRow row, ApprovalRule rule) {
        return row.required() == rule.approvals() && row.members().equals(rule.members()) && Objects.equals(row.group(), rule.group());
    }

    void consume(StatelessSession session, AccessRequest request, ApprovalRow approval) {
        if (lost(session, approval)) {
            throw new VaultException(Reason.CONFLICT, "one of those who gave approval " + approval.id()
                    + " can approve no longer; ask again");
        }
        if (!rows.consume(session, approval.id(), approval.requestHash(), clock.instant())) {
            throw new VaultException(Reason.CONFLICT, "approval " + approval.id() + " has been used, refused, or is over");
        }
        audit.append(session, about(new AuditEvent(request.served().actor(), request.client(), request.protocol(), "Consume Approval",
                Result.SERVED, null, null, List.of(), Map.of()), approval));
    }

    /** Ends the requests whose time is over, and records each. @return how many */
    public int expire() {
        return door.read(session -> expire(session, clock.instant()));
    }

    private int expire(StatelessSession session, Instant now) {
        List<ApprovalRow> over = rows.expire(session, now, EXPIRED_AT_ONCE);
        over.forEach(row -> audit.append(session, expired(row, "its time is over")));
        return over.size();
    }

    private static AuditEvent expired(ApprovalRow row, String why) {
        return about(AuditEvent.system("approvals", "Expire Approval", Result.SERVED, null, Map.of("why", why)), row);
    }

    /** An event about an approval: found by the identifier of the approval and by those of the objects concerned. */
    static AuditEvent about(AuditEvent event, ApprovalRow row) {
        List<UUID> concerned = new ArrayList<>(List.of(row.id()));
        concerned.addAll(row.objects());
        return event.withObjects(concerned).with("approval_of", row.operation()).with("requester", row.requester())
                .with("request_sha256", HexFormat.of().formatHex(row.requestHash()));
    }
}
