package io.lumenvault.server.vault;

import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.GovernedObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;

/**
 * Replaces a symmetric key: a new one from the HSM's random source takes over attributes and names, the two are linked (KMIP Link
 * types Replacement Object Link and Replaced Object Link), and the old one protects for the policy's overlap and processes on.
 */
final class Rotation {

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Door door;
    private final AuditLog audit;
    private final Vault vault;
    private final Custody custody;
    private final Policies policies;
    private final Supplier<ReplacementForm> form;

    Rotation(Door door, AuditLog audit, Vault vault, Custody custody, Policies policies, Supplier<ReplacementForm> form) {
        this.door = door;
        this.audit = audit;
        this.vault = vault;
        this.custody = custody;
        this.policies = policies;
        this.form = form;
    }

    /**
     * Makes the replacement; false when the key has changed since it was read. Refused where the policy wants such keys in the HSM:
     * the replacement would be sealed in the database and could be got.
     */
    boolean rotate(GovernedObject governed, AuditEvent event, Instant now) {
        ManagedObject old = governed.object();
        UUID uid = custody.newIdentifier();
        try (KeyMaterial material = custody.random(form.get().bytes(old))) {
            NewObject created = form.get().replacement(old, uid, material, now);
            vault.making().requireExternal(created);
            SealedMaterial sealed = custody.seal(uid, Kind.MANAGED_OBJECT, material);
            return door.read(session -> {
                if (!step(session, governed, uid, now)) {
                    return false;
                }
                vault.insert(session, created, sealed);
                audit.append(session, event.withObjects(List.of(old.uid(), uid)).with("replacement", uid.toString()));
                return true;
            });
        }
    }

    private boolean step(StatelessSession session, GovernedObject governed, UUID uid, Instant now) {
        ManagedObject old = governed.object();
        ObjectChange linked = form.get().replaced(old, uid, now);
        Instant overlapEnd = governed.overlapEnd(now);
        LifecycleDates dates = linked.dates();
        if (dates.protectStop() == null || dates.protectStop().isAfter(overlapEnd)) {
            dates = dates.withProtectStop(overlapEnd);
        }
        if (!objects.update(session, old, linked.withDates(dates))) {
            return false;
        }
        objects.replaceIndex(session, old.owner(), old.uid(), linked.index());
        policies.keepNames(session, old);
        ManagedObject read = objects.find(session, old.uid()).orElseThrow();
        return restrictions.update(session, read, read.restrictions().withReplacedBy(uid), now);
    }
}
