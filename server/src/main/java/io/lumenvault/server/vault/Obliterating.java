package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.NewObjectRules;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Removal of whole objects, material and metadata: the audit log alone remembers them. The rules are those of destruction. Keys in
 * the token are no part of it: their rows are needed until the token has erased them.
 */
public final class Obliterating {

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Policies policies;
    private final Destroying destroying;
    private final Clock clock;

    Obliterating(Vault vault, Door door, AuditLog audit, Custody custody, Policies policies, Destroying destroying, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.policies = policies;
        this.destroying = destroying;
        this.clock = clock;
    }

    /** Removes one of the caller's objects; a destroyed one too. */
    public void obliterate(AccessRequest request, UUID uid) {
        door.pass(request, List.of(uid), () -> {
            GovernedObject governed = vault.governed(request, uid);
            Clearance clearance = clear(request, governed);
            AuditEvent event = clearance.on(request.served().withObjects(List.of(uid)).withLink(governed.object().originLink()));
            return door.commit(event, session -> {
                remove(session, governed.object());
                clearance.consume(session);
                return null;
            });
        });
    }

    /** Stores an object under the identifier of one of the caller's, which is removed by the same transaction. */
    public void replace(AccessRequest request, NewObject created, KeyMaterial material) {
        boolean replaced = door.pass(request, List.of(created.uid()), () -> {
            Optional<ManagedObject> present = door.read(session -> objects.find(session, created.uid()));
            if (present.isEmpty()) {
                return false;
            }
            if (!present.get().owner().equals(request.principal().name())) {
                throw new VaultException(Reason.OBJECT_ALREADY_EXISTS, "object " + created.uid() + " already exists");
            }
            GovernedObject governed = policies.govern(present.get());
            Clearance clearance = clear(request, governed);
            NewObjectRules rules = policies.forNew(created);
            rules.require(request.operation());
            vault.making().requireExternal(created);
            SealedMaterial sealed = custody.seal(created.uid(), Kind.MANAGED_OBJECT, material);
            AuditEvent event = clearance.on(Making.described(rules, request.served().withObjects(List.of(created.uid()))
                    .with("bits", Making.bits(created.cryptography(), material)).with("owner", created.owner()).with("replaced", "yes")));
            try {
                return door.commit(event, session -> {
                    remove(session, governed.object());
                    clearance.consume(session);
                    vault.making().requireRoom(session, created.owner(), rules);
                    vault.insert(session, created, sealed);
                    return true;
                });
            } catch (ConstraintViolationException taken) {
                throw Making.duplicate(created, taken);
            }
        });
        if (!replaced) {
            // Not within the pass: this is one of its own, and records a refusal itself.
            vault.store(request, created, material);
        }
    }

    private Clearance clear(AccessRequest request, GovernedObject governed) {
        UUID uid = governed.object().uid();
        governed.requireOperation(request.operation());
        if (governed.object().storageClass() == StorageClass.INTERNAL) {
            throw new VaultException(Reason.INVALID_FIELD, "the key of object " + uid + " is in the HSM: destroy the object instead");
        }
        if (governed.state(clock.instant()).destroyed()) {
            return Clearance.FREE;
        }
        if (governed.destroyDelay(clock.instant()).isPresent()) {
            throw new VaultException(Reason.PERMISSION_DENIED, "a rule delays the destruction of object " + uid + ": destroy it first");
        }
        return destroying.clear(request, governed);
    }

    private void remove(StatelessSession session, ManagedObject object) {
        if (!objects.remove(session, object)) {
            throw ObjectRefusals.contended(object.uid());
        }
    }
}
