package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.lifecycle.Use;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** Changes of objects' metadata under the policy in force: decided first, then written, by whoever changes more in one transaction with that. */
public final class Changing {

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final ObjectQuotas quotas = new ObjectQuotas();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Policies policies;
    private final Approvals approvals;
    private final Clock clock;

    /** @param after the object as the change leaves it to selectors */
    record Planned(GovernedObject before, ObjectChange changed, GovernedObject after) {

        ManagedObject object() {
            return before.object();
        }

        boolean compromises() {
            return changed.state() == State.COMPROMISED.code() && object().state() != State.COMPROMISED.code();
        }
    }

    Changing(Vault vault, Door door, AuditLog audit, Policies policies, Approvals approvals, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.policies = policies;
        this.approvals = approvals;
        this.clock = clock;
    }

    /**
     * Changes the metadata of one of the caller's objects. {@code change} is given the object and the time, and run again
     * when the object changed meanwhile.
     *
     * @param facts what more the audit entry says
     * @return the object as it was read for the change that took effect
     */
    public ManagedObject change(AccessRequest request, UUID uid, UnaryOperator<AuditEvent> facts,
            BiFunction<ManagedObject, Instant, ObjectChange> change) {
        return change(request, uid, facts, () -> plan(request, uid, change));
    }

    /** The same for a change that lets the caller protect data by the key somewhere else: refused where it may not do so here. */
    public ManagedObject changeToProtect(AccessRequest request, UUID uid, UnaryOperator<AuditEvent> facts,
            BiFunction<ManagedObject, Instant, ObjectChange> change) {
        return change(request, uid, facts, () -> planToProtect(request, uid, change));
    }

    private ManagedObject change(AccessRequest request, UUID uid, UnaryOperator<AuditEvent> facts, Supplier<Planned> planning) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                Planned planned = planning.get();
                if (tryChange(request, planned, facts)) {
                    return planned.object();
                }
            }
            throw ObjectRefusals.contended(uid);
        });
    }

    private boolean tryChange(AccessRequest request, Planned planned, UnaryOperator<AuditEvent> facts) {
        AuditEvent event = facts.apply(described(request.served().withObjects(List.of(planned.object().uid())), planned));
        try {
            return door.read(session -> {
                if (!write(session, planned)) {
                    return false;
                }
                audit.append(session, event);
                return true;
            });
        } catch (ConstraintViolationException taken) {
            throw new VaultException(Reason.NON_UNIQUE_NAME_ATTRIBUTE, "a Name is already in use");
        }
    }

    /** What a change would make of one of the caller's objects as it is now; refused where the policy does not let it. */
    Planned plan(AccessRequest request, UUID uid, BiFunction<ManagedObject, Instant, ObjectChange> change) {
        GovernedObject governed = vault.governed(request, uid);
        governed.requireOperation(request.operation());
        ObjectChange changed = change.apply(governed.object(), clock.instant());
        GovernedObject after = relabelled(governed, changed);
        if (changed.state() == State.ACTIVE.code() && governed.object().state() != State.ACTIVE.code()) {
            governed.requireNotHeld(clock.instant());
        }
        return new Planned(governed, changed, after);
    }

    private Planned planToProtect(AccessRequest request, UUID uid, BiFunction<ManagedObject, Instant, ObjectChange> change) {
        Planned planned = plan(request, uid, change);
        planned.before().requireUse(Use.PROTECT, clock.instant());
        return planned;
    }

    /** The object as the change leaves it to selectors: no rule that binds or guards it may lose it. */
    private GovernedObject relabelled(GovernedObject governed, ObjectChange changed) {
        if (Arrays.equals(changed.attributes(), governed.object().attributes())) {
            return governed;
        }
        GovernedObject after = policies.govern(governed.object().withAttributes(changed.attributes()));
        governed.requireStaysBound(after);
        approvals.requireStaysGuarded(governed, after);
        return after;
    }

    /** The event with what the change does to the object's state. */
    AuditEvent described(AuditEvent event, Planned planned) {
        return event.withLink(planned.object().originLink())
                .with("state_before", Lifecycle.state(planned.object(), clock.instant()).name())
                .with("state_after", State.ofCode(planned.changed().state()).name());
    }

    /**
     * Writes a change; of an object that it compromises, what the policy in force still lets be done with it too, which no later policy
     * extends.
     *
     * @return false where the object has changed since: then nothing is written
     */
    boolean write(StatelessSession session, Planned planned) {
        ManagedObject object = planned.object();
        quotas.requireRoom(session, object.owner(), planned.after().policyVersion(), planned.after().quotasNewTo(planned.before()));
        if (!objects.update(session, object, planned.changed())) {
            return false;
        }
        if (planned.compromises()) {
            restrictions.limit(session, object.uid(), planned.before().withEnds(clock.instant()));
        }
        if (planned.changed().index() != null) {
            objects.replaceIndex(session, object.owner(), object.uid(), planned.changed().index());
        }
        return true;
    }
}
