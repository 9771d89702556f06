package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.hsm.HsmUnavailableException;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.StorageClassRule;
import io.lumenvault.server.lifecycle.NewObjectRules;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/**
 * Objects whose AES keys are made in the HSM and used in it. Those of storage class internal are keys of the token: their destruction
 * is a change of state first; the key is removed from the HSM right after that, or by the upkeep where that failed. Those of storage
 * class translate are wrapped by the token and stored.
 */
public final class InternalObjects {

    private static final Logger LOG = Logger.getLogger(InternalObjects.class);
    private static final int ERASED_AT_ONCE = 100;

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final StorageClassRule storage;
    private final Policies policies;

    InternalObjects(Vault vault, Door door, AuditLog audit, Custody custody, StorageClassRule storage,
            Policies policies) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.storage = storage;
        this.policies = policies;
    }

    /**
     * Where a new key goes: where the policy says; else where its maker wants it; else where the site's configuration says.
     *
     * @param created the key; read only where a policy is in force
     * @param wanted what its maker wants, or empty
     * @throws VaultException when its maker wants it in another place than the policy
     */
    public StorageClass storageClass(AccessRequest request, Supplier<NewObject> created, Optional<StorageClass> wanted) {
        StorageClass configured = storage.of(request.principal().name());
        if (policies.current().document().rules().isEmpty()) {
            return wanted.orElse(configured);
        }
        return door.pass(request, List.of(), () -> ruled(created, wanted).or(() -> wanted).orElse(configured));
    }

    private Optional<StorageClass> ruled(Supplier<NewObject> created, Optional<StorageClass> wanted) {
        NewObjectRules rules = policies.forNew(created.get());
        Optional<StorageClass> ruled = rules.storage().map(StorageClass::named);
        if (ruled.isPresent() && wanted.isPresent() && ruled.get() != wanted.get()) {
            throw new PolicyRefusedException(rules.policyVersion(), String.join(" ", rules.ruleIds()), false,
                    "such objects are of storage class " + ruled.get().text() + ", not " + wanted.get().text());
        }
        return ruled;
    }

    /** Makes an AES key in the HSM, which wraps it, and stores it so. */
    public void createTranslate(AccessRequest request, NewObject created, int bits) {
        door.pass(request, List.of(created.uid()), () -> {
            NewObjectRules rules = policies.forNew(created);
            rules.require(request.operation());
            NewRow plain = vault.making().row(created, custody.userKeys().createTranslate(created.uid(), bits), rules);
            try {
                return store(request, created, new NewRow(plain.object().translate(), plain.index()), rules, bits);
            } catch (ConstraintViolationException taken) {
                throw Making.duplicate(created, taken);
            }
        });
    }

    private Void store(AccessRequest request, NewObject created, NewRow row, NewObjectRules rules, int bits) {
        AuditEvent event = Making.described(rules, request.served().withObjects(List.of(created.uid()))
                .with("bits", Integer.toString(bits)).with("owner", created.owner())
                .with("storage_class", row.object().storageClass().text()));
        return door.commit(event, session -> {
            vault.making().requireRoom(session, created.owner(), rules);
            objects.insertAll(session, List.of(row));
            return null;
        });
    }

    /** Makes an AES key in the HSM and stores its object. A key whose object cannot be stored is removed again. */
    public void createInternal(AccessRequest request, NewObject created, int bits) {
        door.pass(request, List.of(created.uid()), () -> {
            NewObjectRules rules = policies.forNew(created);
            rules.require(request.operation());
            boolean stored = false;
            try {
                custody.userKeys().createInternal(created.uid(), bits, created.cryptography().usageMask());
                NewRow plain = vault.making().row(created, null, rules);
                store(request, created, new NewRow(plain.object().internal(), plain.index()), rules, bits);
                stored = true;
                return null;
            } catch (ConstraintViolationException taken) {
                throw Making.duplicate(created, taken);
            } finally {
                if (!stored) {
                    removeUnstored(created.uid());
                }
            }
        });
    }

    /**
     * Removes a key whose object was not stored. A commit that failed may have been done all the same, so the database is asked; where
     * that cannot be asked, the key is left: one without an object does no harm, and an object without its key is lost.
     */
    private void removeUnstored(UUID uid) {
        try {
            if (door.read(session -> objects.find(session, uid)).isEmpty()) {
                custody.userKeys().destroyInternal(uid);
            }
        } catch (RuntimeException failure) {
            LOG.warnf("the HSM may hold a key %s without an object: %s", uid, failure.getMessage());
        }
    }

    /**
     * Removes from the HSM the keys of destroyed objects, and records each. One that fails holds up no other.
     *
     * @throws RuntimeException the first failure, when all have been tried or the HSM is away
     */
    public void eraseDestroyed() {
        List<RuntimeException> failures = new ArrayList<>();
        erase(door.read(session -> objects.tokenKeysLeft(session, ERASED_AT_ONCE)), failure -> {
            if (failure instanceof HsmUnavailableException) {
                throw failure;
            }
            failures.add(failure);
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** The same for one object that has just been destroyed; where it fails now, the upkeep does it. */
    void eraseSoon(ManagedObject destroyed) {
        if (destroyed.storageClass() == StorageClass.INTERNAL) {
            erase(List.of(destroyed.uid()), _ -> { });
        }
    }

    private void erase(List<UUID> left, Consumer<RuntimeException> onFailure) {
        for (UUID uid : left) {
            try {
                custody.userKeys().destroyInternal(uid);
                AuditEvent event = AuditEvent.system("custody", "Erase Key", Result.SERVED, null, Map.of()).withObjects(List.of(uid));
                door.read(session -> {
                    if (objects.tokenKeyErased(session, uid)) {
                        audit.append(session, event);
                    }
                    return null;
                });
            } catch (RuntimeException failure) {
                onFailure.accept(failure);
            }
        }
    }
}
