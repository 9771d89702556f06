package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.db.object.Restrictions;
import io.lumenvault.ground.PlainText;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What officers do with an object of anybody in the node or, where they are of a group, in their group: suspend and release it, limit
 * its usage periods, take back a destruction that is still pending. Each is one statement with the expected version and its audit
 * entry. All of it runs within the door, which has checked the permission.
 */
public final class ObjectGovernance {

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Door door;
    private final AuditLog audit;
    private final Policies policies;
    private final Destroying destroying;
    private final Clock clock;

    /** @param internal removes the keys of destroyed objects from the HSM */
    public ObjectGovernance(Door door, AuditLog audit, Policies policies, Approvals approvals, InternalObjects internal, Clock clock) {
        this.door = door;
        this.audit = audit;
        this.policies = policies;
        this.clock = clock;
        this.destroying = new Destroying(door, audit, approvals, internal, clock);
    }

    /** An object, its state and its limits now. */
    public GovernedObject read(AccessRequest request, UUID uid) {
        GovernedObject found = find(request, uid);
        audit.append(request.served().withObjects(List.of(uid)).withLink(found.object().originLink()));
        return found;
    }

    /**
     * Suspends an object (SP 800-57 Part 1 Rev. 5 section 7.3: Suspended): it is not used, activated, archived or destroyed.
     *
     * @param reason why, for whoever is refused
     * @param until when it ends by itself, or null for when it is released
     */
    public void hold(AccessRequest request, UUID uid, String reason, Instant until) {
        Instant now = clock.instant();
        if (reason == null || reason.isBlank()) {
            throw new VaultException(Reason.INVALID_FIELD, "'reason' is missing: say why the object is suspended");
        }
        if (!PlainText.is(reason)) {
            throw new VaultException(Reason.INVALID_FIELD, "'reason' shall be a text of 1 to " + PlainText.LONGEST + " printable characters");
        }
        if (until != null && !until.isAfter(now)) {
            throw new VaultException(Reason.INVALID_FIELD, "'until' " + until + " has passed already");
        }
        change(request, uid, event -> event.with("hold_reason", reason).with("hold_until", until == null ? "released" : until.toString()),
                (object, at) -> {
                    requireOwnHold(request, object);
                    return object.restrictions().withHold(reason.strip(), request.principal().name(), at, until);
                });
    }

    /** Ends a suspension. */
    public void release(AccessRequest request, UUID uid) {
        change(request, uid, UnaryOperator.identity(), (object, at) -> {
            if (object.restrictions().holdReason() == null) {
                throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "object " + uid + " is not Suspended");
            }
            requireOwnHold(request, object);
            return object.restrictions().withHold(null, null, null, null);
        });
    }

    /** What an officer of the node has suspended, no officer of a group releases, nor replaces by something shorter. */
    private void requireOwnHold(AccessRequest request, ManagedObject object) {
        String by = object.restrictions().holdBy();
        if (by != null && !by.equals(request.principal().name()) && !request.principal().group().sees(new Group(policies.tenant(by)))) {
            throw new VaultException(Reason.PERMISSION_DENIED, "object " + object.uid()
                    + " was suspended by an officer of the node, whose part it is to release it");
        }
    }

    /**
     * Sets the ends of the two usage periods; null for no end. A Compromised object gets none that is later than it has, nor does any
     * object from an officer of a group: the node may have set those ends.
     */
    public void limit(AccessRequest request, UUID uid, Instant protectUntil, Instant processUntil) {
        if (protectUntil != null && processUntil != null && protectUntil.isAfter(processUntil)) {
            throw new VaultException(Reason.INVALID_FIELD, "protect_until " + protectUntil + " is after process_until " + processUntil);
        }
        change(request, uid, event -> event.with("protect_until", String.valueOf(protectUntil))
                        .with("process_until", String.valueOf(processUntil)),
                (object, at) -> {
                    if (policies.govern(object).state(at) == State.COMPROMISED) {
                        requireNotLater(object, protectUntil, processUntil, "the periods of a Compromised object cannot be extended");
                    }
                    if (!request.principal().group().isNode()) {
                        requireNotLater(object, protectUntil, processUntil, "an officer of a group cannot extend the periods of an object");
                    }
                    return object.restrictions().withLimits(protectUntil, processUntil);
                });
    }

    private static void requireNotLater(ManagedObject object, Instant protectUntil, Instant processUntil, String refusal) {
        if (isLater(object.restrictions().protectUntil(), protectUntil) || isLater(object.restrictions().processUntil(), processUntil)) {
            throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, refusal);
        }
    }

    private static boolean isLater(Instant before, Instant after) {
        return before != null && (after == null || after.isAfter(before));
    }

    /** Takes back a destruction whose delay is not over. */
    public void undoDestroy(AccessRequest request, UUID uid) {
        change(request, uid, UnaryOperator.identity(), (object, at) -> {
            Instant due = object.restrictions().destroyAt();
            if (due == null || !due.isAfter(at)) {
                throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "no destruction of object " + uid + " is pending");
            }
            return object.restrictions().withDestroyAt(null);
        });
    }

    /** Destroys an object of anybody, by the same rules as its owner would. */
    public Destruction destroy(AccessRequest request, UUID uid) {
        return destroying.destroy(request, () -> find(request, uid));
    }

    /**
     * Marks an object Compromised, and destroys it where asked, because the key that it was made of is. One that is Suspended is
     * compromised only: whoever suspended it wants it kept.
     *
     * @param reason why, for the record
     * @return false when there is no such object, or it was compromised before and, where asked, destroyed
     */
    public boolean compromise(AccessRequest request, UUID uid, String reason, boolean destroy) {
        boolean done = false;
        for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
            Optional<ManagedObject> found = door.read(session -> objects.find(session, uid));
            if (found.isEmpty()) {
                return false;
            }
            GovernedObject governed = policies.govern(found.get());
            ManagedObject object = governed.object();
            Instant now = clock.instant();
            State state = governed.state(now);
            AuditEvent event = request.served().withObjects(List.of(uid)).withLink(object.originLink())
                    .with("state_before", state.name()).with("reason_given", reason);
            if (state != State.COMPROMISED && state != State.DESTROYED_COMPROMISED) {
                done |= compromise(governed, event, now);
            } else if (destroy && state == State.COMPROMISED && !object.restrictions().suspended(now)) {
                State next = Lifecycle.destroyed(object, now);
                done |= destroying.destroyNow(object, next, now, Clearance.FREE, event.with("state_after", next.name())).isPresent();
            } else {
                return done;
            }
        }
        throw ObjectRefusals.contended(uid);
    }

    private boolean compromise(GovernedObject governed, AuditEvent event, Instant now) {
        ManagedObject object = governed.object();
        ObjectChange change = Lifecycle.compromise(object, object.dates().initial(), now);
        return door.read(session -> {
            if (!objects.update(session, object, change)) {
                return false;
            }
            restrictions.limit(session, object.uid(), governed.withEnds(now));
            audit.append(session, event.with("state_after", State.ofCode(change.state()).name()));
            return true;
        });
    }

    private void change(AccessRequest request, UUID uid, UnaryOperator<AuditEvent> facts,
            BiFunction<ManagedObject, Instant, Restrictions> change) {
        for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
            ManagedObject object = find(request, uid).object();
            Instant now = clock.instant();
            if (policies.govern(object).state(now).destroyed()) {
                throw ObjectRefusals.destroyed(uid);
            }
            Restrictions changed = change.apply(object, now);
            boolean written = door.read(session -> {
                if (!restrictions.update(session, object, changed, now)) {
                    return false;
                }
                audit.append(session, facts.apply(request.served().withObjects(List.of(uid)).withLink(object.originLink())));
                return true;
            });
            if (written) {
                return;
            }
        }
        throw ObjectRefusals.contended(uid);
    }

    /** An object of anybody whom the asking officer's group sees. */
    private GovernedObject find(AccessRequest request, UUID uid) {
        return policies.govern(door.read(session -> objects.find(session, uid))
                .filter(object -> request.principal().group().sees(new Group(policies.tenant(object.owner()))))
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "no object " + uid)));
    }
}
