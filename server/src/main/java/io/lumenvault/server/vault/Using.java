package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Use;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The use of keys at the server. What comes out leaves only after the audit entry is durable, and only if the key has not changed. */
public final class Using {

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final RememberedRows rows;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Policies policies;
    private final Clock clock;

    Using(Vault vault, RememberedRows rows, Door door, AuditLog audit, Custody custody, Policies policies, Clock clock) {
        this.vault = vault;
        this.rows = rows;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Uses one of the caller's keys.
     *
     * @param bytes how much data is processed, for the record
     */
    public <T> T use(AccessRequest request, UUID uid, CryptographicUse use, int bytes, KeyWork<T> work) {
        return door.pass(request, List.of(uid), () -> {
            Attempts<T> attempts = new Attempts<>(request, uid, use, bytes, work);
            Optional<T> again = attempts.byRemembered();
            for (int attempt = 0; again.isEmpty() && attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                again = attempts.by(vault.stored(request, uid));
            }
            return again.orElseThrow(() -> ObjectRefusals.contended(uid));
        });
    }

    /** One use, tried until the key is still as it was read when the use is recorded. */
    private final class Attempts<T> {

        private final AccessRequest request;
        private final UUID uid;
        private final CryptographicUse use;
        private final int bytes;
        private final KeyWork<T> work;
        private boolean counted;

        Attempts(AccessRequest request, UUID uid, CryptographicUse use, int bytes, KeyWork<T> work) {
            this.request = request;
            this.uid = uid;
            this.use = use;
            this.bytes = bytes;
            this.work = work;
        }

        /** By the row as it was last read; empty where that does not serve, and must be read anew. It refuses by the stored row alone. */
        Optional<T> byRemembered() {
            return rows.serve(uid, row -> by(Vault.visible(Optional.of(row), request, uid)), (row, refused) -> {
                if (vault.stored(request, uid).version() == row.version()) {
                    throw refused;
                }
            });
        }

        Optional<T> by(ManagedObject row) {
            GovernedObject governed = policies.govern(row);
            requireUsable(governed, request, use);
            ManagedObject key = governed.object();
            if (!counted) {
                policies.count(request.principal().name(), governed);
                counted = true;
            }
            ObjectChange charge = work.charge(key, clock.instant());
            T out = work.run(new HeldKey(key, custody));
            AuditEvent event = work.described(request.served().withObjects(List.of(uid)).withLink(key.originLink())
                    .with("bytes", Integer.toString(bytes)));
            boolean recorded = false;
            try {
                recorded = record(event, key, charge);
            } finally {
                if (!recorded) {
                    work.discard(out);
                }
            }
            if (!recorded) {
                return Optional.empty();
            }
            if (charge == null) {
                rows.remember(row);
            } else {
                rows.forget(uid);
            }
            return Optional.of(out);
        }
    }

    /**
     * Serves what needs no object.
     *
     * @param bytes how much data is processed or given, for the record
     */
    public <T> T serve(AccessRequest request, int bytes, Supplier<T> work) {
        return door.pass(request, List.of(), () -> {
            T out = work.get();
            audit.append(request.served().with("bytes", Integer.toString(bytes)));
            return out;
        });
    }

    private boolean record(AuditEvent event, ManagedObject key, ObjectChange charge) {
        if (charge == null) {
            return audit.appendUse(event, key.uid(), key.version());
        }
        return door.read(session -> {
            if (!objects.update(session, key, charge)) {
                return false;
            }
            audit.append(session, event);
            return true;
        });
    }

    /** Refuses a key that may not be used so now. */
    void requireUsable(GovernedObject governed, AccessRequest request, CryptographicUse use) {
        ManagedObject key = governed.object();
        if (key.dates().destroy() != null || key.material() == null && key.storageClass() == StorageClass.EXTERNAL) {
            throw ObjectRefusals.destroyed(key.uid());
        }
        ObjectRefusals.requireNotArchived(key);
        Integer allowed = key.cryptography().usageMask();
        if (allowed == null || (allowed & use.bit()) == 0) {
            throw new VaultException(Reason.INCOMPATIBLE_USAGE, "the Cryptographic Usage Mask of object " + key.uid()
                    + " does not allow to " + use.text());
        }
        governed.requireOperation(request.operation());
        governed.requireUse(use.period(), clock.instant());
        if (use.period() == Use.PROTECT) {
            governed.requireNotOutdated();
        }
    }
}
