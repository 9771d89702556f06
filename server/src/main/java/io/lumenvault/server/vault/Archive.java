package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.lifecycle.GovernedObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;

/**
 * Archival storage (KMIP 1.4 sections 4.22 and 4.23): the sealed material of an archived object lies apart and cannot be given out
 * until it is recovered. It stays sealed on its way.
 */
public final class Archive {

    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Door door;
    private final Vault vault;
    private final AuditLog audit;
    private final Clock clock;

    public Archive(Door door, Vault vault, AuditLog audit, Clock clock) {
        this.door = door;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    private interface Move {
        boolean run(StatelessSession session, ManagedObject object, Instant now);
    }

    /** Moves one of the caller's objects to archival storage. */
    public void archive(AccessRequest request, UUID uid) {
        move(request, uid, object -> {
            if (object.restrictions().archived() != null) {
                throw new VaultException(Reason.OBJECT_ARCHIVED, "object " + uid + " is archived already");
            }
            if (object.storageClass() == StorageClass.INTERNAL) {
                throw new VaultException(Reason.INVALID_FIELD, "keys of storage class internal are not archived: object " + uid
                        + " has no sealed material");
            }
        }, restrictions::archive);
    }

    /** Moves it back. */
    public void recover(AccessRequest request, UUID uid) {
        move(request, uid, object -> {
            if (object.restrictions().archived() == null) {
                throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "object " + uid + " is not archived");
            }
        }, restrictions::recover);
    }

    private void move(AccessRequest request, UUID uid, Consumer<ManagedObject> check, Move move) {
        door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                GovernedObject governed = vault.governed(request, uid);
                ManagedObject object = governed.object();
                Instant now = clock.instant();
                if (governed.state(now).destroyed()) {
                    throw ObjectRefusals.destroyed(uid);
                }
                governed.requireOperation(request.operation());
                governed.requireNotHeld(now);
                check.accept(object);
                boolean moved = door.read(session -> {
                    if (!move.run(session, object, now)) {
                        return false;
                    }
                    audit.append(session, request.served().withObjects(List.of(uid)).withLink(object.originLink()));
                    return true;
                });
                if (moved) {
                    return null;
                }
            }
            throw ObjectRefusals.contended(uid);
        });
    }
}
