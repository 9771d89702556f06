package io.lumenvault.server.vault;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.LinkPolicy;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import io.lumenvault.server.lifecycle.State;
import java.time.Instant;
import org.hibernate.StatelessSession;

/** The giving out of an object under the rules of the QKD link it came over: once only, and deleted behind it, where they say so. */
final class Supply {

    private final ObjectRepository objects = new ObjectRepository();
    private final ManagedObject object;
    private final LinkPolicy rules;

    private Supply(ManagedObject object, LinkPolicy rules) {
        this.object = object;
        this.rules = rules;
    }

    static Supply of(ManagedObject object, Policies policies) {
        return new Supply(object, object.originLink() == null ? null : policies.link(object.originLink()));
    }

    /** Refuses a second time where a rule allows one only. */
    void requireFirst() {
        if (rules != null && rules.deliveredOnce() && !object.fresh()) {
            throw new PolicyRefusedException(rules.policyVersion(), rules.onceRule(), true, "the key has been given out before");
        }
    }

    /** Whether a rule deletes the material once it has been given out. */
    boolean deletes() {
        return rules != null && object.fresh() && rules.deletedAfterSupply().isPresent();
    }

    AuditEvent described(AuditEvent event) {
        return deletes() ? event.with("policy_version", Long.toString(rules.policyVersion()))
                .with("policy_rule", rules.deletedAfterSupply().orElseThrow())
                .with("state_after", State.DESTROYED.name()) : event;
    }

    /**
     * Deactivates and destroys it in the caller's transaction, which has just changed it once.
     *
     * @return false when it has changed since it was read
     */
    boolean delete(StatelessSession session, Instant now) {
        State state = Lifecycle.state(object, now);
        ManagedObject taken = objects.find(session, object.uid()).orElseThrow();
        // One that the policy's dates have deactivated may still be stored as Active.
        if (state == State.ACTIVE || state == State.DEACTIVATED && taken.state() != State.DEACTIVATED.code()) {
            LifecycleDates dates = state == State.ACTIVE ? Lifecycle.deactivate(object, now).dates() : object.dates().withLastChange(now);
            if (!objects.update(session, taken, ObjectChange.of(taken).withState(State.DEACTIVATED.code()).withDates(dates))) {
                return false;
            }
            taken = objects.find(session, object.uid()).orElseThrow();
        }
        return objects.destroy(session, taken, Lifecycle.destroyed(taken, now).code(), now);
    }
}
