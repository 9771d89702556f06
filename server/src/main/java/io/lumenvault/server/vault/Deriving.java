package io.lumenvault.server.vault;

import io.lumenvault.db.object.DerivationRepository;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.NewObjectRules;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * New objects made out of keys of their owner. Each key is used as any key that is used at the server, the new object comes into being
 * as any new object, and what changes in all of them is one transaction with the record.
 */
public final class Deriving {

    private final ObjectRepository objects = new ObjectRepository();
    private final DerivationRepository derivations = new DerivationRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Policies policies;
    private final Clock clock;

    Deriving(Vault vault, Door door, AuditLog audit, Custody custody, Policies policies, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Makes an object out of some of the caller's keys.
     *
     * @param from the keys, each once
     * @return the keys that it changed, as they were read for the change
     */
    public List<ManagedObject> derive(AccessRequest request, List<UUID> from, CryptographicUse use, DerivationWork derivation) {
        return door.pass(request, from, () -> {
            if (from.isEmpty() || new HashSet<>(from).size() != from.size()) {
                throw new VaultException(Reason.INVALID_FIELD, "the objects to derive from are " + from + "; name one or more, each once");
            }
            for (int attempt = 0; attempt < ObjectRefusals.ATTEMPTS; attempt++) {
                List<GovernedObject> keys = usable(request, from, use, attempt == 0);
                Map<ManagedObject, ObjectChange> changes = new TreeMap<>(Comparator.comparing(ManagedObject::uid));
                if (tryDerive(request, keys.stream().map(GovernedObject::object).toList(), derivation, changes)) {
                    return changes.keySet().stream().filter(key -> changes.get(key) != null).toList();
                }
            }
            throw ObjectRefusals.contended(from.getFirst());
        });
    }

    /** Refuses what {@link #derive} would refuse of the new object by the policy, before there are keys to derive from; makes nothing. */
    public void requireMakeable(AccessRequest request, NewObject created) {
        door.pass(request, List.of(), () -> {
            vault.requireStorable(request, created);
            return null;
        });
    }

    private List<GovernedObject> usable(AccessRequest request, List<UUID> from, CryptographicUse use, boolean first) {
        List<GovernedObject> keys = new ArrayList<>();
        for (UUID uid : from) {
            GovernedObject governed = vault.governed(request, uid);
            vault.using().requireUsable(governed, request, use);
            keys.add(governed);
        }
        if (first) {
            keys.forEach(key -> policies.count(request.principal().name(), key));
        }
        return keys;
    }

    private boolean tryDerive(AccessRequest request, List<ManagedObject> keys, DerivationWork derivation,
            Map<ManagedObject, ObjectChange> changes) {
        Instant now = clock.instant();
        keys.forEach(key -> changes.put(key, derivation.used(key, now)));
        try (Derived made = derivation.derive(keys.stream().map(key -> new HeldKey(key, custody)).toList(), now)) {
            NewObject created = made.object();
            NewObjectRules rules = policies.forNew(created);
            rules.require(request.operation());
            vault.making().requireExternal(created);
            SealedMaterial sealed = custody.seal(created.uid(), Kind.MANAGED_OBJECT, made.material());
            AuditEvent event = described(Making.described(rules, request.served()), keys, created)
                    .with("bits", Making.bits(created.cryptography(), made.material()));
            try {
                return door.read(session -> {
                    vault.making().requireRoom(session, created.owner(), rules);
                    changes.forEach((key, change) -> update(session, key, change));
                    vault.insert(session, created, sealed);
                    derivations.insert(session, keys.stream().map(ManagedObject::uid).toList(), created.uid(), now);
                    audit.append(session, event);
                    return true;
                });
            } catch (Overtaken changed) {
                return false;
            } catch (ConstraintViolationException taken) {
                throw Making.duplicate(created, taken);
            }
        }
    }

    private static AuditEvent described(AuditEvent event, List<ManagedObject> keys, NewObject created) {
        List<UUID> all = new ArrayList<>(keys.stream().map(ManagedObject::uid).toList());
        all.add(created.uid());
        String link = keys.stream().map(ManagedObject::originLink).filter(Objects::nonNull).findFirst().orElse(null);
        return event.withObjects(all).withLink(link).with("derived", created.uid().toString()).with("owner", created.owner());
    }

    /** In the order of identifiers, so that two derivations never wait for each other. */
    private void update(StatelessSession session, ManagedObject key, ObjectChange change) {
        if (!(change == null ? objects.unchanged(session, key) : objects.update(session, key, change))) {
            throw new Overtaken();
        }
        if (change != null && change.index() != null) {
            objects.replaceIndex(session, key.owner(), key.uid(), change.index());
        }
    }

    /** Takes back the transaction: another has changed one of the keys. */
    private static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super(null, null, false, false);
        }
    }
}
