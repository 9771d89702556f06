package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.vault.Changing.Planned;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** Takes back what a request has done to several objects: all of it in one transaction, or nothing. */
public final class Undoing {

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Policies policies;
    private final Changing changing;
    private final InternalObjects internal;
    private final Clock clock;

    Undoing(Vault vault, Door door, AuditLog audit, Policies policies, Changing changing, InternalObjects internal, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.policies = policies;
        this.changing = changing;
        this.internal = internal;
        this.clock = clock;
    }

    /**
     * Takes back the newest first. It is as if what was created had never been; of that, what has its key in the token is destroyed.
     *
     * @param created objects that were made, in their order
     * @param changed objects that were changed, in their order
     */
    public void undo(AccessRequest request, List<UUID> created, List<Restoration> changed) {
        List<UUID> all = Stream.concat(created.stream(), changed.stream().map(change -> change.before().uid())).toList();
        door.pass(request, all, () -> {
            List<ManagedObject> made = created.reversed().stream().map(uid -> vault.stored(request, uid)).toList();
            List<Planned> plans = changed.reversed().stream().map(change -> planned(request, change)).toList();
            try {
                door.read(session -> {
                    made.forEach(object -> unmake(session, request, object));
                    // The name that one is given back may be the one that another has now.
                    plans.forEach(plan -> objects.replaceIndex(session, plan.object().owner(), plan.object().uid(), List.of()));
                    plans.forEach(plan -> restore(session, request, plan));
                    return null;
                });
            } catch (ConstraintViolationException taken) {
                throw new VaultException(Reason.NON_UNIQUE_NAME_ATTRIBUTE, "a Name is already in use");
            }
            made.forEach(internal::eraseSoon);
            return null;
        });
    }

    private Planned planned(AccessRequest request, Restoration change) {
        GovernedObject now = vault.governed(request, change.before().uid());
        if (now.object().version() != change.before().version() + change.changes()) {
            throw ObjectRefusals.contended(change.before().uid());
        }
        return new Planned(now, change.back(), policies.govern(now.object().withAttributes(change.back().attributes())));
    }

    private void unmake(StatelessSession session, AccessRequest request, ManagedObject object) {
        if (object.restrictions().replacedBy() != null) {
            // Another object has its names by now, and would stay.
            throw ObjectRefusals.contended(object.uid());
        }
        boolean gone = object.storageClass() == StorageClass.INTERNAL
                ? objects.destroy(session, object, State.DESTROYED.code(), clock.instant()) : objects.remove(session, object);
        requireSame(gone, object);
        audit.append(session, request.served().withObjects(List.of(object.uid())));
    }

    private void restore(StatelessSession session, AccessRequest request, Planned plan) {
        requireSame(changing.write(session, plan), plan.object());
        audit.append(session, changing.described(request.served().withObjects(List.of(plan.object().uid())), plan));
    }

    private static void requireSame(boolean written, ManagedObject object) {
        if (!written) {
            throw ObjectRefusals.contended(object.uid());
        }
    }
}
