package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.ObjectUse;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.Custody.SealedObject;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Use;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Opens several objects of a batch at once: one reading of those that are not remembered, openings side by side in the HSM, one statement
 * that checks and records every use or none. It serves the plain case only, and refuses nothing: what it cannot serve leaves no record and
 * is to be asked for one by one. Plain is what has been given out before, counts against no quota of the day and needs no approval, and
 * is not more than {@link #MOST_BYTES} in all.
 */
final class OpeningTogether {

    private static final Logger LOG = Logger.getLogger(OpeningTogether.class);

    /** What is read and opened at once: thousands of keys, a few of the largest objects. */
    private static final long MOST_BYTES = 4L << 20;
    /** So many are read without asking first how long they are. */
    private static final int FEW = 4;

    private final Vault vault;
    private final RememberedRows rows;
    private final AuditLog audit;
    private final Custody custody;
    private final Policies policies;
    private final Approvals approvals;
    private final Clock clock;
    private final Leaving leaving;

    OpeningTogether(Vault vault, RememberedRows rows, AuditLog audit, Custody custody, Policies policies, Approvals approvals, Clock clock) {
        this.vault = vault;
        this.rows = rows;
        this.audit = audit;
        this.custody = custody;
        this.policies = policies;
        this.approvals = approvals;
        this.clock = clock;
        this.leaving = Leaving.inTheClear(custody);
    }

    /**
     * All of the objects, in their order; empty where one of them is not to be had so.
     *
     * @param check sees the metadata of each before anything is opened, and throws to refuse
     */
    Optional<List<OpenedObject>> open(AccessRequest request, List<UUID> uids, Consumer<ManagedObject> check) {
        if (!request.principal().may(request.permission()) || approvals.guards(ApprovedOperation.EXPORT)) {
            return Optional.empty();
        }
        try {
            Map<UUID, ManagedObject> found = remembered(uids);
            List<UUID> missing = uids.stream().filter(uid -> !found.containsKey(uid)).distinct().toList();
            if (missing.size() > FEW && vault.rowBytes(missing) > MOST_BYTES) {
                return Optional.empty();
            }
            vault.rows(missing).forEach(read -> read.ifPresent(row -> found.put(row.uid(), row)));
            List<ManagedObject> objects = new ArrayList<>(uids.size());
            for (UUID uid : uids) {
                GovernedObject governed = policies.govern(Vault.visible(Optional.ofNullable(found.get(uid)), request, uid));
                if (!serves(governed, request, check)) {
                    return Optional.empty();
                }
                objects.add(governed.object());
            }
            if (objects.stream().mapToLong(object -> object.material().bytes().length).sum() > MOST_BYTES) {
                return Optional.empty();
            }
            Optional<List<OpenedObject>> opened = open(request, objects);
            found.values().forEach(opened.isPresent() ? rows::remember : row -> rows.forget(row.uid()));
            return opened;
        } catch (RuntimeException refused) {
            uids.forEach(rows::forget);
            LOG.debugf("%d objects are opened one by one: %s", uids.size(), refused.getMessage());
            return Optional.empty();
        }
    }

    private Map<UUID, ManagedObject> remembered(List<UUID> uids) {
        Map<UUID, ManagedObject> found = HashMap.newHashMap(uids.size());
        uids.forEach(uid -> rows.find(uid).ifPresent(row -> found.put(uid, row)));
        return found;
    }

    /** What would refuse it when asked for alone, in the same order. */
    private boolean serves(GovernedObject governed, AccessRequest request, Consumer<ManagedObject> check) {
        ManagedObject object = governed.object();
        if (object.fresh() || !governed.dailyQuotas().isEmpty()) {
            return false;
        }
        Opening.requireMaterial(object);
        governed.requireOperation(request.operation());
        governed.requireUse(Use.EXPORT, clock.instant());
        Supply.of(object, policies).requireFirst();
        check.accept(object);
        leaving.under(request, object, true);
        return true;
    }

    private Optional<List<OpenedObject>> open(AccessRequest request, List<ManagedObject> objects) {
        List<KeyMaterial> materials =
                custody.openAll(objects.stream().map(object -> new SealedObject(object.uid(), object.material())).toList());
        boolean committed = false;
        try {
            List<ObjectUse> uses = new ArrayList<>(objects.size());
            List<OpenedObject> opened = new ArrayList<>(objects.size());
            for (int i = 0; i < objects.size(); i++) {
                ManagedObject object = objects.get(i);
                AuditEvent event = leaving.described(request.served(), object, null).withLink(object.originLink())
                        .with("bits", Making.bits(object.cryptography(), materials.get(i)));
                uses.add(new ObjectUse(event, object.uid(), object.version()));
                opened.add(new OpenedObject(object, materials.get(i)));
            }
            committed = audit.appendUses(uses);
            return committed ? Optional.of(opened) : Optional.empty();
        } finally {
            if (!committed) {
                materials.forEach(KeyMaterial::close);
            }
        }
    }
}
