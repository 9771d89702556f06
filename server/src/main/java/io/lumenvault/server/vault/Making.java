package io.lumenvault.server.vault;

import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.RecordedChange;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.lifecycle.DateOrder;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.NewObjectRules;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import io.lumenvault.server.lifecycle.State;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * How objects come into being: under the policy's rules for new ones, within their owner's quota, sealed, and stored in the
 * transaction of their record.
 */
final class Making {

    private final ObjectRepository objects = new ObjectRepository();
    private final ObjectQuotas quotas = new ObjectQuotas();
    private final Door door;
    private final Custody custody;
    private final Policies policies;
    private final Clock clock;
    private final RecordedChange<NewRow> storing;

    Making(Door door, AuditLog audit, Custody custody, Policies policies, Clock clock) {
        this.door = door;
        this.custody = custody;
        this.policies = policies;
        this.clock = clock;
        this.storing = audit.recorded("store-objects", objects::insertAll);
    }

    /** Seals and stores a new object. The material stays the caller's, to be closed. */
    void store(AccessRequest request, NewObject created, KeyMaterial material) {
        door.pass(request, List.of(created.uid()), () -> {
            NewObjectRules rules = policies.forNew(created);
            rules.require(request.operation());
            requireExternal(rules);
            SealedMaterial sealed = custody.seal(created.uid(), Kind.MANAGED_OBJECT, material);
            AuditEvent event = described(rules, request.served()
                    .withObjects(List.of(created.uid()))
                    .withLink(created.originLink())
                    .with("bits", bits(created.cryptography(), material))
                    .with("owner", created.owner()));
            try {
                if (!rules.quotas().isEmpty()) {
                    return door.commit(event, session -> {
                        requireRoom(session, created.owner(), rules);
                        objects.insertAll(session, List.of(row(created, sealed, rules)));
                        return null;
                    });
                }
                storing.run(row(created, sealed, rules), event);
                return null;
            } catch (ConstraintViolationException taken) {
                throw duplicate(created, taken);
            }
        });
    }

    /** Stores several objects in one transaction, or none of them. @param facts what more the entry says */
    void storeAll(AccessRequest request, Map<NewObject, KeyMaterial> all, UnaryOperator<AuditEvent> facts) {
        List<UUID> uids = all.keySet().stream().map(NewObject::uid).toList();
        door.pass(request, uids, () -> {
            Map<NewObject, SealedMaterial> sealed = new LinkedHashMap<>();
            AuditEvent event = facts.apply(request.served().withObjects(uids));
            for (Map.Entry<NewObject, KeyMaterial> one : all.entrySet()) {
                NewObjectRules rules = policies.forNew(one.getKey());
                rules.require(request.operation());
                requireExternal(rules);
                event = described(rules, event);
                sealed.put(one.getKey(), custody.seal(one.getKey().uid(), Kind.MANAGED_OBJECT, one.getValue()));
            }
            try {
                return door.commit(event, session -> {
                    sealed.forEach((created, material) -> {
                        NewObjectRules rules = policies.forNew(created);
                        requireRoom(session, created.owner(), rules);
                        objects.insertAll(session, List.of(row(created, material, rules)));
                    });
                    return null;
                });
            } catch (ConstraintViolationException taken) {
                throw duplicate(all.keySet().iterator().next(), taken);
            }
        });
    }

    void insert(StatelessSession session, NewObject created, SealedMaterial sealed) {
        objects.insertAll(session, List.of(row(created, sealed, policies.forNew(created))));
    }

    /** @param sealed null where the material is not in the database */
    NewRow row(NewObject created, SealedMaterial sealed, NewObjectRules rules) {
        DateOrder.check(created.dates());
        LifecycleDates dates = rules.impose(created.dates());
        State state = Lifecycle.initial(dates, clock.instant());
        ManagedObject object = new ManagedObject(created.uid(), created.owner(), created.objectType(), state.code(),
                created.cryptography(), dates, created.fresh(), created.originLink(), created.attributes(), sealed);
        return new NewRow(state == State.COMPROMISED ? object.changed(state.code(), dates, rules.ends(dates)) : object, created.index());
    }

    /**
     * Refuses a new object that the policy does not let its owner have, in the transaction that inserts it or in one before.
     *
     * @param operation KMIP name of the operation that makes it
     */
    void admit(StatelessSession session, String operation, NewObject created) {
        NewObjectRules rules = policies.forNew(created);
        rules.require(operation);
        requireExternal(rules);
        requireRoom(session, created.owner(), rules);
    }

    /** Refuses an object with sealed material where the policy wants such keys made and kept in the HSM. */
    void requireExternal(NewObject created) {
        requireExternal(policies.forNew(created));
    }

    private static void requireExternal(NewObjectRules rules) {
        rules.storage().filter(storage -> !storage.equals(StorageClass.EXTERNAL.text())).ifPresent(storage -> {
            throw new PolicyRefusedException(rules.policyVersion(), String.join(" ", rules.ruleIds()), false,
                    "such objects are of storage class " + storage + ": AES keys that Create makes in the HSM");
        });
    }

    /** Which rules had a say in how this one is made. */
    AuditEvent described(NewObject created, AuditEvent event) {
        return described(policies.forNew(created), event);
    }

    /** Which rules had a say in how an object is made. */
    static AuditEvent described(NewObjectRules rules, AuditEvent event) {
        return rules.ruleIds().isEmpty() ? event
                : event.with("policy_version", Long.toString(rules.policyVersion()))
                        .with("policy_rules", String.join(" ", rules.ruleIds()));
    }

    void requireRoom(StatelessSession session, String owner, NewObjectRules rules) {
        quotas.requireRoom(session, owner, rules.policyVersion(), rules.quotas());
    }

    static VaultException duplicate(NewObject created, ConstraintViolationException taken) {
        if (GenerationRepository.refusesDestroyed(taken.getConstraintName())) {
            return new VaultException(Reason.BUSY, "the master key has been rotated meanwhile; try again");
        }
        return "object_index_name".equals(taken.getConstraintName())
                ? new VaultException(Reason.NON_UNIQUE_NAME_ATTRIBUTE, "a Name is already in use")
                : new VaultException(Reason.OBJECT_ALREADY_EXISTS, "object " + created.uid() + " already exists");
    }

    /** The length of the key as its owner knows it; the material may be an encoding of it. */
    static String bits(Cryptography cryptography, KeyMaterial material) {
        Integer length = cryptography.length();
        return Integer.toString(length == null ? material.length() * Byte.SIZE : length);
    }
}
