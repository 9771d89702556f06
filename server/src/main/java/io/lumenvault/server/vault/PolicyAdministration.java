package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.policy.PolicyRepository;
import io.lumenvault.db.policy.PolicyRow;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.policy.MalformedPolicyException;
import io.lumenvault.policy.PolicyDocument;
import io.lumenvault.policy.PolicyFault;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.PolicyInForce;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Applies policies, each a new version, and says before what a policy would change. Every application is recorded with what
 * it changes. All of it runs within the door, which has checked the permission.
 */
public final class PolicyAdministration {

    private final PolicyRepository documents = new PolicyRepository();
    private final Database database;
    private final Door door;
    private final AuditLog audit;
    private final Policies policies;
    private final Approvals approvals;
    private final PolicySimulation simulation;
    private final Clock clock;

    /** @param links the node's QKD links */
    public PolicyAdministration(Database database, Door door, AuditLog audit, Policies policies, Approvals approvals, Set<String> links,
            Clock clock) {
        this.database = database;
        this.door = door;
        this.audit = audit;
        this.policies = policies;
        this.approvals = approvals;
        this.clock = clock;
        this.simulation = new PolicySimulation(database, policies, approvals.rules(), links, clock);
    }

    /**
     * A policy that was put in force.
     *
     * @param policy it
     * @param effects what it changes in the objects there are
     */
    public record Applied(PolicyRow policy, PolicyEffects effects) {}

    /** The version in force; empty before the first one. */
    public Optional<PolicyRow> inForce() {
        return database.transaction(session -> documents.find(session, documents.versionInForce(session)));
    }

    /** One version. */
    public Optional<PolicyRow> find(long version) {
        return database.transaction(session -> documents.find(session, version));
    }

    /** The latest versions, the latest first. */
    public List<PolicyRow> history(int limit) {
        return database.transaction(session -> documents.history(session, limit));
    }

    /**
     * What a document would change if it were applied now.
     *
     * @param most identifiers to list of each effect
     * @throws VaultException INVALID_FIELD naming every fault of the document
     */
    public PolicyEffects simulate(AccessRequest request, String text, int most) {
        PolicyEffects effects = simulation.effects(proposed(text), most);
        audit.append(request.served().with("sha256", PolicyRow.sha256(text)).with("effects", effects.summary()));
        return effects;
    }

    /**
     * Puts a document in force as the next version.
     *
     * @param basis the version that its author saw in force; refused when another one is by now
     * @param most identifiers to list of each effect
     */
    public Applied apply(AccessRequest request, String text, long basis, int most) {
        PolicyInForce proposed = proposed(text);
        if (policies.refresh().version() != basis) {
            throw outdated(basis);
        }
        PolicyEffects effects = simulation.effects(proposed, most);
        PolicyRow next = new PolicyRow(basis + 1, request.principal().name(), clock.instant().truncatedTo(ChronoUnit.MICROS), text,
                PolicyRow.sha256(text));
        Clearance clearance = approvals.clear(request.with(Map.of("sha256", next.sha256(), "basis", Long.toString(basis))),
                ApprovedOperation.POLICY_CHANGE, List.of());
        AuditEvent event = clearance.on(request.served()).with("policy_version", Long.toString(next.version())).with("sha256", next.sha256())
                .with("effects", effects.summary());
        door.commit(event, session -> {
            if (!documents.putInForce(session, next)) {
                throw outdated(basis);
            }
            clearance.consume(session);
            return null;
        });
        policies.refresh();
        return new Applied(next, effects);
    }

    private static VaultException outdated(long basis) {
        return new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE,
                "version " + basis + " is not in force any more: another policy was applied meanwhile; look at it and try again");
    }

    private PolicyInForce proposed(String text) {
        try {
            return new PolicyInForce(policies.current().version() + 1, PolicyDocument.read(text));
        } catch (MalformedPolicyException malformed) {
            Map<String, String> faults = new LinkedHashMap<>();
            for (PolicyFault fault : malformed.faults()) {
                faults.put("line " + fault.line() + ", column " + fault.column() + ", " + fault.path(), fault.message());
            }
            throw new VaultException(Reason.INVALID_FIELD, malformed.getMessage(), faults);
        }
    }
}
