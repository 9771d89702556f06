package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.hsm.KeyWrap;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.NewObjectRules;
import io.lumenvault.server.lifecycle.Use;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Objects that leave or come wrapped under another key of their owner; wrapping and unwrapping happen inside the HSM. Both keys are
 * checked as any key that is used: owner, state, policy, and the Cryptographic Usage Mask of the one that wraps.
 */
public final class WrappedObjects {

    /** KMIP 1.4 section 9.1.3.3.1. */
    private static final int WRAP_KEY = 0x10;
    private static final int UNWRAP_KEY = 0x20;

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final Door door;
    private final Custody custody;
    private final Policies policies;
    private final Clock clock;

    WrappedObjects(Vault vault, Door door, Custody custody, Policies policies, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.custody = custody;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * One of the caller's objects, wrapped under another; as {@link Vault#open}, but that its material is wrapped.
     *
     * @param check sees the metadata before anything is opened, and throws to refuse
     */
    public OpenedObject get(AccessRequest request, UUID uid, Consumer<ManagedObject> check, UUID wrappingKey, KeyWrapRules rules) {
        return vault.open(request, List.of(uid, wrappingKey), check, new Leaving() {
            @Override
            public ManagedObject under(AccessRequest asked, ManagedObject object, boolean first) {
                if (wrappingKey.equals(object.uid())) {
                    throw new VaultException(Reason.INVALID_FIELD, "object " + wrappingKey + " cannot be wrapped under itself");
                }
                ManagedObject under = usable(asked, wrappingKey, WRAP_KEY, Use.PROTECT, first);
                rules.method(under);
                return under;
            }

            @Override
            public KeyMaterial open(ManagedObject object, ManagedObject under) {
                return custody.userKeys().wrap(object, rules::plain, under, rules::bare, rules.method(under));
            }

            @Override
            public AuditEvent described(AuditEvent event, ManagedObject object, ManagedObject under) {
                return event.withObjects(List.of(object.uid(), under.uid())).with("wrapped_under", under.uid().toString());
            }
        });
    }

    /**
     * Stores a new AES key of storage class translate that came wrapped under another of the caller's keys.
     *
     * @param wrapped as it came
     */
    public void take(AccessRequest request, NewObject created, int bits, byte[] wrapped, UUID unwrappingKey, KeyWrapRules rules) {
        door.pass(request, List.of(created.uid(), unwrappingKey), () -> {
            NewObjectRules newRules = policies.forNew(created);
            newRules.require(request.operation());
            ManagedObject under = usable(request, unwrappingKey, UNWRAP_KEY, Use.PROCESS, true);
            KeyWrap method = rules.method(under);
            SealedMaterial sealed = custody.userKeys().take(created.uid(), wrapped, under, rules::bare, method, bits);
            NewRow plain = vault.making().row(created, sealed, newRules);
            NewRow row = new NewRow(plain.object().translate(), plain.index());
            AuditEvent event = Making.described(newRules, request.served().withObjects(List.of(created.uid(), under.uid()))
                    .with("bits", Integer.toString(bits)).with("owner", created.owner())
                    .with("storage_class", row.object().storageClass().text()).with("wrapped_under", under.uid().toString()));
            try {
                return door.commit(event, session -> {
                    if (!objects.unchanged(session, under)) {
                        throw ObjectRefusals.contended(under.uid());
                    }
                    vault.making().requireRoom(session, created.owner(), newRules);
                    objects.insertAll(session, List.of(row));
                    return null;
                });
            } catch (ConstraintViolationException taken) {
                throw Making.duplicate(created, taken);
            }
        });
    }

    /** One of the caller's keys that may wrap or unwrap now. */
    private ManagedObject usable(AccessRequest request, UUID uid, int usage, Use use, boolean first) {
        GovernedObject governed = governed(request, uid);
        ManagedObject key = governed.object();
        if (key.dates().destroy() != null) {
            throw new VaultException(Reason.WRAPPING_OBJECT_DESTROYED, "the wrapping key " + uid + " has been destroyed");
        }
        if (key.restrictions().archived() != null) {
            throw new VaultException(Reason.WRAPPING_OBJECT_ARCHIVED, "the wrapping key " + uid + " is archived; recover it first");
        }
        Integer allowed = key.cryptography().usageMask();
        if (allowed == null || (allowed & usage) == 0) {
            throw new VaultException(Reason.INCOMPATIBLE_USAGE, "the Cryptographic Usage Mask of object " + uid + " does not allow to "
                    + (usage == WRAP_KEY ? "Wrap Key" : "Unwrap Key"));
        }
        governed.requireOperation(request.operation());
        governed.requireUse(use, clock.instant());
        if (first) {
            policies.count(request.principal().name(), governed);
        }
        return key;
    }

    private GovernedObject governed(AccessRequest request, UUID uid) {
        try {
            return vault.governed(request, uid);
        } catch (VaultException refused) {
            throw refused.reason() == Reason.OBJECT_NOT_FOUND
                    ? new VaultException(Reason.WRAPPING_OBJECT_NOT_FOUND, "no wrapping key " + uid) : refused;
        }
    }
}
