package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Use;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/** Opening an object for its owner, once all that can refuse it has been asked. */
final class Opening {

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final RememberedRows rows;
    private final Door door;
    private final AuditLog audit;
    private final Policies policies;
    private final Approvals approvals;
    private final Clock clock;

    Opening(Vault vault, RememberedRows rows, Door door, AuditLog audit, Policies policies, Approvals approvals, Clock clock) {
        this.vault = vault;
        this.rows = rows;
        this.door = door;
        this.audit = audit;
        this.policies = policies;
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.clock = clock;
    }

    /**
     * {@code check} sees the metadata before anything is opened, and throws to refuse.
     *
     * @param named the object, and what else the request names
     */
    OpenedObject open(AccessRequest request, List<UUID> named, Consumer<ManagedObject> check, Leaving leaving) {
        UUID uid = named.getFirst();
        return door.pass(request, named, () -> {
            AtomicBoolean counted = new AtomicBoolean();
            boolean fromMemory = named.size() == 1 && !approvals.guards(ApprovedOperation.EXPORT);
            Optional<OpenedObject> again = fromMemory ? openRemembered(request, uid, check, leaving, counted) : Optional.empty();
            if (again.isPresent()) {
                return again.get();
            }
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                ManagedObject row = vault.stored(request, uid);
                OpenedObject opened = tryOpen(request, row, check, leaving, counted);
                if (opened != null) {
                    if (!row.fresh()) {
                        rows.remember(row);
                    }
                    return opened;
                }
            }
            throw ObjectRefusals.contended(uid);
        });
    }

    /** A refusal by the row as it was last read is left to the stored one. */
    private Optional<OpenedObject> openRemembered(AccessRequest request, UUID uid, Consumer<ManagedObject> check, Leaving leaving,
            AtomicBoolean counted) {
        return rows.serve(uid, row -> Optional.ofNullable(tryOpen(request, Vault.visible(Optional.of(row), request, uid), check, leaving, counted)),
                (_, _) -> { });
    }

    private OpenedObject tryOpen(AccessRequest request, ManagedObject row, Consumer<ManagedObject> check, Leaving leaving, AtomicBoolean counted) {
        GovernedObject governed = policies.govern(row);
        ManagedObject object = governed.object();
        UUID uid = object.uid();
        requireMaterial(object);
        governed.requireOperation(request.operation());
        governed.requireUse(Use.EXPORT, clock.instant());
        boolean first = !counted.get();
        if (first) {
            policies.count(request.principal().name(), governed);
            counted.set(true);
        }
        Supply supply = Supply.of(object, policies);
        supply.requireFirst();
        check.accept(object);
        ManagedObject under = leaving.under(request, object, first);
        Clearance clearance = approvals.clear(request, ApprovedOperation.EXPORT, governed);
        KeyMaterial material = leaving.open(object, under);
        boolean committed = false;
        try {
            AuditEvent event = supply.described(clearance.on(leaving.described(request.served(), object, under)
                    .withLink(object.originLink())
                    .with("bits", Making.bits(object.cryptography(), material))));
            committed = object.fresh() || !clearance.free() || under != null
                    ? door.read(session -> (under == null || objects.unchanged(session, under))
                            && take(session, object, supply, clearance, event))
                    : audit.appendUse(event, uid, object.version());
            return committed ? new OpenedObject(object, material) : null;
        } finally {
            if (!committed) {
                material.close();
            }
        }
    }

    /** KMIP 1.4 section 3.34: a fresh object is fresh until it is first given to a client. */
    private boolean take(StatelessSession session, ManagedObject object, Supply supply, Clearance clearance, AuditEvent event) {
        boolean unchanged = object.fresh()
                ? objects.update(session, object, ObjectChange.of(object).withFresh(false))
                : objects.unchanged(session, object);
        if (!unchanged || supply.deletes() && !supply.delete(session, clock.instant())) {
            return false;
        }
        clearance.consume(session);
        audit.append(session, event);
        return true;
    }

    static void requireMaterial(ManagedObject object) {
        if (object.dates().destroy() != null) {
            // Before the archive: nobody can recover it from there any more.
            throw ObjectRefusals.destroyed(object.uid());
        }
        ObjectRefusals.requireNotArchived(object);
        if (object.storageClass() == StorageClass.INTERNAL) {
            throw new VaultException(Reason.NOT_EXTRACTABLE, "the key of object " + object.uid() + " is in the HSM and never leaves it");
        }
        if (object.material() == null) {
            throw ObjectRefusals.destroyed(object.uid());
        }
    }
}
