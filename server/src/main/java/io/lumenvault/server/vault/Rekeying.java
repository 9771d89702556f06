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
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.NewObjectRules;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Replacement of a key at its owner's request. Both keys change in one transaction; a key is replaced once. */
final class Rekeying {

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Policies policies;
    private final Clock clock;

    Rekeying(Vault vault, Door door, AuditLog audit, Custody custody, Policies policies, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.policies = policies;
        this.clock = clock;
    }

    /** @return the identifier of the replacement */
    UUID rekey(AccessRequest request, UUID uid, ReplacementForm form) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                Instant now = clock.instant();
                GovernedObject governed = vault.governed(request, uid);
                governed.requireOperation(request.operation());
                governed.requireNotHeld(now);
                requireReplaceable(governed.object());
                UUID successor = custody.newIdentifier();
                if (replace(request, governed.object(), successor, form, now)) {
                    return successor;
                }
            }
            throw ObjectRefusals.contended(uid);
        });
    }

    private static void requireReplaceable(ManagedObject object) {
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

    private boolean replace(AccessRequest request, ManagedObject old, UUID successor, ReplacementForm form, Instant now) {
        Integer bits = old.cryptography().length();
        if (bits == null || bits % Byte.SIZE != 0) {
            throw new VaultException(Reason.INVALID_FIELD, "a key of " + bits + " bits cannot be replaced by Re-key");
        }
        try (KeyMaterial material = custody.random(bits / Byte.SIZE)) {
            NewObject created = form.replacement(old, successor, material, now);
            NewObjectRules rules = policies.forNew(created);
            rules.require(request.operation());
            vault.making().requireExternal(created);
            ObjectChange linked = form.replaced(old, successor, now);
            SealedMaterial sealed = custody.seal(successor, Kind.MANAGED_OBJECT, material);
            AuditEvent event = Making.described(rules, request.served().withObjects(List.of(old.uid(), successor))
                    .with("replacement", successor.toString()));
            try {
                return door.read(session -> {
                    vault.making().requireRoom(session, old.owner(), rules);
                    if (!objects.update(session, old, linked)) {
                        return false;
                    }
                    objects.replaceIndex(session, old.owner(), old.uid(), linked.index());
                    policies.keepNames(session, old);
                    ManagedObject read = objects.find(session, old.uid()).orElseThrow();
                    if (!restrictions.update(session, read, read.restrictions().withReplacedBy(successor), now)) {
                        throw ObjectRefusals.contended(old.uid());
                    }
                    vault.insert(session, created, sealed);
                    audit.append(session, event);
                    return true;
                });
            } catch (ConstraintViolationException taken) {
                throw Making.duplicate(created, taken);
            }
        }
    }
}
