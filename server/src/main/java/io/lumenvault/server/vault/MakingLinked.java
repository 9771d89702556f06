package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.NewObjectRules;
import io.lumenvault.server.vault.Changing.Planned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hibernate.exception.ConstraintViolationException;

/** New objects that one of their owner's points to from then on: both come about in one transaction with its record, or neither. */
final class MakingLinked {

    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Policies policies;
    private final Changing changing;

    MakingLinked(Vault vault, Door door, AuditLog audit, Custody custody, Policies policies, Changing changing) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.policies = policies;
        this.changing = changing;
    }

    /** @return the object that points to the new one, as it was read for the change */
    ManagedObject store(AccessRequest request, NewObject created, KeyMaterial material, UUID pointing,
            BiFunction<ManagedObject, Instant, ObjectChange> change) {
        List<UUID> both = List.of(created.uid(), pointing);
        return door.pass(request, both, () -> {
            NewObjectRules rules = policies.forNew(created);
            rules.require(request.operation());
            vault.making().requireExternal(created);
            SealedMaterial sealed = custody.seal(created.uid(), Kind.MANAGED_OBJECT, material);
            AuditEvent event = Making.described(rules, request.served().withObjects(both)
                    .with("bits", Making.bits(created.cryptography(), material)).with("owner", created.owner()));
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                Planned planned = changing.plan(request, pointing, change);
                if (tryStore(created, sealed, rules, planned, changing.described(event, planned))) {
                    return planned.object();
                }
            }
            throw ObjectRefusals.contended(pointing);
        });
    }

    private boolean tryStore(NewObject created, SealedMaterial sealed, NewObjectRules rules, Planned planned, AuditEvent event) {
        try {
            return door.read(session -> {
                vault.making().requireRoom(session, created.owner(), rules);
                if (!changing.write(session, planned)) {
                    return false;
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
