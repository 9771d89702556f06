package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;

/**
 * Destroys objects: at once, or, where the policy lets a destruction be undone, when its delay is over. A key that is in the HSM is
 * removed from it right after.
 */
final class Destroying {

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Door door;
    private final AuditLog audit;
    private final Approvals approvals;
    private final InternalObjects internal;
    private final Clock clock;

    /** @param approvals asked where people destroy; null where the node itself does */
    Destroying(Door door, AuditLog audit, Approvals approvals, InternalObjects internal, Clock clock) {
        this.internal = internal;
        this.door = door;
        this.audit = audit;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** Runs within the door; {@code find} reads the object anew for each attempt. */
    Destruction destroy(AccessRequest request, Supplier<GovernedObject> find) {
        for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
            GovernedObject governed = find.get();
            Optional<Destruction> done = tryDestroy(request, governed);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new VaultException(Reason.GENERAL_FAILURE, "the object is being changed by others; try again");
    }

    /** Leave to destroy an object now. Refuses where its state or a rule forbids it. */
    Clearance clear(AccessRequest request, GovernedObject governed) {
        ManagedObject object = governed.object();
        Instant now = clock.instant();
        if (governed.state(now).destroyed()) {
            throw new VaultException(Reason.OBJECT_DESTROYED, "object " + object.uid() + " is already destroyed");
        }
        governed.requireNotHeld(now);
        Lifecycle.destroyed(object, now);
        return approvals.clear(request, ApprovedOperation.DESTROY, governed);
    }

    private Optional<Destruction> tryDestroy(AccessRequest request, GovernedObject governed) {
        ManagedObject object = governed.object();
        Instant now = clock.instant();
        State state = governed.state(now);
        Clearance clearance = clear(request, governed);
        State next = Lifecycle.destroyed(object, now);
        AuditEvent event = clearance.on(request.served().withObjects(List.of(object.uid())).withLink(object.originLink())
                .with("state_before", state.name()));
        Optional<GovernedObject.Delay> delay = governed.destroyDelay(now);
        return delay.isPresent() ? postpone(governed, delay.get(), clearance, event)
                : destroyNow(object, next, now, clearance, event.with("state_after", next.name()));
    }

    private Optional<Destruction> postpone(GovernedObject governed, GovernedObject.Delay delay, Clearance clearance,
            AuditEvent event) {
        ManagedObject object = governed.object();
        AuditEvent postponed = event.with("destroy_at", delay.until().toString())
                .with("policy_version", Long.toString(governed.policyVersion())).with("policy_rule", delay.rule());
        return door.read(session -> {
            if (!restrictions.update(session, object, object.restrictions().withDestroyAt(delay.until()), clock.instant())) {
                return Optional.empty();
            }
            clearance.consume(session);
            audit.append(session, postponed);
            return Optional.of(new Destruction(Lifecycle.name(governed.state(clock.instant())), generation(session, object),
                    delay.until()));
        });
    }

    /** Destroys an object, in one transaction with its record; empty when it has changed since it was read. */
    Optional<Destruction> destroyNow(ManagedObject object, State next, Instant now, Clearance clearance, AuditEvent event) {
        Optional<Destruction> done = door.read(session -> {
            Integer generation = generation(session, object);
            if (!objects.destroy(session, object, next.code(), now)) {
                return Optional.empty();
            }
            clearance.consume(session);
            audit.append(session, generation == null ? event : event.with("generation", generation.toString()));
            return Optional.of(new Destruction(Lifecycle.name(next), generation, null));
        });
        if (done.isPresent()) {
            internal.eraseSoon(object);
        }
        return done;
    }

    /** The master key generation of its material, wherever that lies; null when there is none. */
    private Integer generation(StatelessSession session, ManagedObject object) {
        return object.material() != null ? Integer.valueOf(object.material().generation())
                : restrictions.archivedGeneration(session, object.uid()).orElse(null);
    }
}
