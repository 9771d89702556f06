package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.NewObjectRules;
import io.lumenvault.server.vault.Changing.Planned;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/** Puts new objects in the place of old ones, all in one transaction with its audit entry. An object is replaced once. */
final class Replacing {

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Policies policies;
    private final Changing changing;

    /** @param linked what makes the old object point to the new one */
    record Swap(ManagedObject old, NewObject created, SealedMaterial sealed, ObjectChange linked) {}

    Replacing(Vault vault, Door door, AuditLog audit, Custody custody, Policies policies, Changing changing) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.policies = policies;
        this.changing = changing;
    }

    /** Refuses an object that an operation may not replace now. */
    static void requireReplaceable(GovernedObject governed, String operation, Instant now) {
        governed.requireOperation(operation);
        governed.requireNotHeld(now);
        ManagedObject object = governed.object();
        if (object.dates().destroy() != null) {
            throw ObjectRefusals.destroyed(object.uid());
        }
        ObjectRefusals.requireNotArchived(object);
        if (object.restrictions().replacedBy() != null) {
            throw new VaultException(Reason.INVALID_FIELD,
                    "object " + object.uid() + " is replaced by " + object.restrictions().replacedBy() + " already");
        }
        if (object.storageClass() != StorageClass.EXTERNAL || object.originLink() != null) {
            throw new VaultException(Reason.INVALID_FIELD, "object " + object.uid() + " cannot be replaced by Re-key: "
                    + (object.originLink() != null ? "it is a key of a QKD link" : "its key was made inside the HSM; create another"));
        }
    }

    /** Seals what takes an object's place. */
    Swap swap(ManagedObject old, Replacement by) {
        return new Swap(old, by.created(), custody.seal(by.created().uid(), Kind.MANAGED_OBJECT, by.material()), by.replaced());
    }

    /** Refuses a new object that the policy does not let be made by this operation. */
    void require(String operation, NewObject created) {
        policies.forNew(created).require(operation);
        vault.making().requireExternal(created);
    }

    /** @param served records it @return false where the first old object has changed meanwhile: then nothing is done */
    boolean replace(AuditEvent served, List<Swap> swaps, Instant now) {
        return replace(served, swaps, Optional.empty(), now);
    }

    /**
     * The same, with a change of another object in the same transaction.
     *
     * @return false where the first old object has changed meanwhile: then nothing is done
     */
    boolean replace(AuditEvent served, List<Swap> swaps, Optional<Planned> another, Instant now) {
        List<UUID> all = new ArrayList<>();
        swaps.forEach(swap -> all.addAll(List.of(swap.old().uid(), swap.created().uid())));
        another.ifPresent(planned -> all.add(planned.object().uid()));
        AuditEvent event = Making.described(policies.forNew(swaps.getFirst().created()), served.withObjects(all)
                .with("replacement", String.join(" ", swaps.stream().map(swap -> swap.created().uid().toString()).toList())));
        NewObject[] inserting = new NewObject[1];
        try {
            return door.read(session -> {
                for (Swap swap : swaps) {
                    inserting[0] = swap.created();
                    if (!replace(session, swap, now)) {
                        if (swap == swaps.getFirst()) {
                            return false;
                        }
                        throw ObjectRefusals.contended(swap.old().uid());
                    }
                }
                another.filter(planned -> !changing.write(session, planned)).ifPresent(planned -> {
                    throw ObjectRefusals.contended(planned.object().uid());
                });
                audit.append(session, event);
                return true;
            });
        } catch (ConstraintViolationException taken) {
            throw Making.duplicate(inserting[0], taken);
        }
    }

    private boolean replace(StatelessSession session, Swap swap, Instant now) {
        ManagedObject old = swap.old();
        NewObjectRules rules = policies.forNew(swap.created());
        vault.making().requireRoom(session, old.owner(), rules);
        if (!objects.update(session, old, swap.linked())) {
            return false;
        }
        objects.replaceIndex(session, old.owner(), old.uid(), swap.linked().index());
        policies.keepNames(session, old);
        ManagedObject read = objects.find(session, old.uid()).orElseThrow();
        if (!restrictions.update(session, read, read.restrictions().withReplacedBy(swap.created().uid()), now)) {
            throw ObjectRefusals.contended(old.uid());
        }
        vault.insert(session, swap.created(), swap.sealed());
        return true;
    }
}
