package io.lumenvault.server.vault;

import io.lumenvault.db.GroupedStatement;
import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.LifecycleDates;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.RestrictionRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.RecordedChange;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.custody.StorageClassRule;
import io.lumenvault.server.lifecycle.DateOrder;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.NewObjectRules;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import io.lumenvault.server.lifecycle.State;
import io.lumenvault.server.lifecycle.Use;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Managed objects behind the door. A principal sees its own objects only: those of others do not exist for it.
 *
 * <p>Every method throws {@link VaultException} when it does not serve, after the refusal has been recorded.
 */
public final class Vault {

    /** How often a lost race (the object changed between reading and committing) is run again. */
    private static final int ATTEMPTS = 20;

    private final ObjectRepository objects = new ObjectRepository();
    private final RestrictionRepository restrictions = new RestrictionRepository();
    private final Destroying destroying;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Approvals approvals;
    private final Clock clock;
    private final InternalObjects internal;
    private final Policies policies;
    private final GroupedStatement<UUID, Optional<ManagedObject>> finding;
    private final RecordedChange<NewRow> storing;

    /** @param clock by which time limits are held */
    public Vault(Door door, AuditLog audit, Custody custody, StorageClassRule storage, Policies policies, Approvals approvals, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.policies = Objects.requireNonNull(policies, "policies");
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.internal = new InternalObjects(this, door, audit, custody, storage, policies, clock);
        this.destroying = new Destroying(door, audit, approvals, internal, clock);
        this.finding = door.grouped("find-objects", objects::findAll);
        this.storing = audit.recorded("store-objects", objects::insertAll);
    }

    /** A new random identifier for an object. */
    public UUID newIdentifier() {
        return custody.newIdentifier();
    }

    /** New key material from the HSM's random source; the caller closes it. */
    public KeyMaterial newMaterial(int bytes) {
        return custody.random(bytes);
    }

    /** Keys that are made in the HSM and never leave it. */
    public InternalObjects internal() {
        return internal;
    }

    /** The node's time, to the second as KMIP dates are. */
    public Instant now() {
        return clock.instant();
    }

    /** Seals and stores a new object. The material stays the caller's, to be closed. */
    public void store(AccessRequest request, NewObject created, KeyMaterial material) {
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
                if (rules.objects().isPresent()) {
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

    /** Stores a new object in the caller's transaction, which records it; the material was sealed before. */
    public Void insert(StatelessSession session, NewObject created, SealedMaterial sealed) {
        objects.insertAll(session, List.of(row(created, sealed, policies.forNew(created))));
        return null;
    }

    /** @param sealed null where the material is not in the database */
    NewRow row(NewObject created, SealedMaterial sealed, NewObjectRules rules) {
        DateOrder.check(created.dates());
        LifecycleDates dates = rules.impose(created.dates());
        State state = Lifecycle.initial(dates, clock.instant());
        return new NewRow(new ManagedObject(created.uid(), created.owner(), created.objectType(), state.code(),
                created.cryptography(), dates, created.fresh(), created.originLink(), created.attributes(),
                sealed), created.index());
    }

    /**
     * Refuses a new object that the policy does not let its owner have, in the transaction that inserts it or in one before.
     *
     * @param operation KMIP name of the operation that makes it
     */
    public Void admit(StatelessSession session, String operation, NewObject created) {
        NewObjectRules rules = policies.forNew(created);
        rules.require(operation);
        requireExternal(rules);
        requireRoom(session, created.owner(), rules);
        return null;
    }

    /** Refuses an object with sealed material where the policy wants such keys made and kept in the HSM. */
    void requireExternal(NewObject created) {
        requireExternal(policies.forNew(created));
    }

    private static void requireExternal(NewObjectRules rules) {
        if (rules.storage().filter(StorageClass.INTERNAL.text()::equals).isPresent()) {
            throw new PolicyRefusedException(rules.policyVersion(), String.join(" ", rules.ruleIds()), false,
                    "such objects are of storage class internal: AES keys that Create makes in the HSM");
        }
    }

    /** Which rules had a say in how an object is made. */
    static AuditEvent described(NewObjectRules rules, AuditEvent event) {
        return rules.ruleIds().isEmpty() ? event
                : event.with("policy_version", Long.toString(rules.policyVersion())).with("policy_rules", String.join(" ", rules.ruleIds()));
    }

    void requireRoom(StatelessSession session, String owner, NewObjectRules rules) {
        rules.objects().ifPresent(quota -> {
            if (restrictions.countExclusively(session, owner) >= quota.limit()) {
                throw new PolicyRefusedException(rules.policyVersion(), quota.rule(), false,
                        "'" + owner + "' has " + quota.limit() + " objects, as many as it may have");
            }
        });
    }

    /** The metadata of one of the caller's objects, destroyed ones included. */
    public ManagedObject read(AccessRequest request, UUID uid) {
        return door.pass(request, List.of(uid), () -> {
            GovernedObject governed = governed(request, uid);
            governed.requireOperation(request.operation());
            policies.count(request.principal().name(), governed);
            ManagedObject object = governed.object();
            return door.read(session -> {
                audit.append(session, request.served().withObjects(List.of(uid)).withLink(object.originLink()));
                return object;
            });
        });
    }

    /** Opens one of the caller's objects. The bytes leave only after the audit entry is durable; a lost race opens again. */
    public OpenedObject open(AccessRequest request, UUID uid) {
        return open(request, uid, object -> {});
    }

    /** The same; {@code check} sees the metadata before anything is opened, and throws to refuse. */
    public OpenedObject open(AccessRequest request, UUID uid, Consumer<ManagedObject> check) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                OpenedObject opened = tryOpen(request, uid, check, attempt == 0);
                if (opened != null) {
                    return opened;
                }
            }
            throw contended(uid);
        });
    }

    private OpenedObject tryOpen(AccessRequest request, UUID uid, Consumer<ManagedObject> check, boolean first) {
        GovernedObject governed = governed(request, uid);
        ManagedObject object = governed.object();
        requireMaterial(object);
        governed.requireOperation(request.operation());
        governed.requireUse(Use.EXPORT, clock.instant());
        if (first) {
            policies.count(request.principal().name(), governed);
        }
        Supply supply = Supply.of(object, policies);
        supply.requireFirst();
        check.accept(object);
        Clearance clearance = approvals.clear(request, ApprovedOperation.EXPORT, List.of(uid));
        KeyMaterial material = custody.open(uid, Kind.MANAGED_OBJECT, object.material());
        boolean committed = false;
        try {
            AuditEvent event = supply.described(clearance.on(request.served()
                    .withObjects(List.of(uid))
                    .withLink(object.originLink())
                    .with("bits", bits(object.cryptography(), material))));
            committed = object.fresh() || !clearance.free()
                    ? door.read(session -> take(session, object, supply, clearance, event))
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

    /**
     * Changes the metadata of one of the caller's objects. {@code change} is given the object and the time, and run again
     * when the object changed meanwhile.
     *
     * @return the object as it was read for the change that took effect
     */
    public ManagedObject change(AccessRequest request, UUID uid, BiFunction<ManagedObject, Instant, ObjectChange> change) {
        return change(request, uid, UnaryOperator.identity(), change);
    }

    /** The same, with more facts for the audit entry. */
    public ManagedObject change(AccessRequest request, UUID uid, UnaryOperator<AuditEvent> facts,
            BiFunction<ManagedObject, Instant, ObjectChange> change) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                GovernedObject governed = governed(request, uid);
                governed.requireOperation(request.operation());
                ManagedObject object = governed.object();
                ObjectChange changed = change.apply(object, clock.instant());
                requireStaysBound(governed, changed);
                if (changed.state() == State.ACTIVE.code() && object.state() != State.ACTIVE.code()) {
                    governed.requireNotHeld(clock.instant());
                }
                if (tryChange(request, object, changed, facts)) {
                    return object;
                }
            }
            throw contended(uid);
        });
    }

    private void requireStaysBound(GovernedObject governed, ObjectChange changed) {
        if (!governed.ruleIds().isEmpty()) {
            governed.requireStaysBound(policies.govern(governed.object().withAttributes(changed.attributes())));
        }
    }

    private boolean tryChange(AccessRequest request, ManagedObject object, ObjectChange changed,
            UnaryOperator<AuditEvent> facts) {
        AuditEvent event = facts.apply(request.served()
                .withObjects(List.of(object.uid()))
                .withLink(object.originLink())
                .with("state_before", Lifecycle.state(object, clock.instant()).name())
                .with("state_after", State.ofCode(changed.state()).name()));
        try {
            return door.read(session -> {
                if (!objects.update(session, object, changed)) {
                    return false;
                }
                if (changed.index() != null) {
                    objects.replaceIndex(session, object.owner(), object.uid(), changed.index());
                }
                audit.append(session, event);
                return true;
            });
        } catch (ConstraintViolationException taken) {
            throw new VaultException(Reason.NON_UNIQUE_NAME_ATTRIBUTE, "a Name is already in use");
        }
    }

    /**
     * Destroys the material of one of the caller's objects; the metadata stays. Where the policy asks for a delay, the object cannot be
     * used from now on and is destroyed when the delay is over.
     */
    public Destruction destroy(AccessRequest request, UUID uid) {
        return door.pass(request, List.of(uid), () -> destroying.destroy(request, () -> {
            GovernedObject governed = governed(request, uid);
            governed.requireOperation(request.operation());
            return governed;
        }));
    }

    /** Identifiers of the caller's objects that meet the criteria, whose owner is the caller. */
    public List<UUID> locate(AccessRequest request, ObjectCriteria criteria) {
        return locate(request, criteria, null);
    }

    /**
     * The same with a further condition that no column answers.
     *
     * @param further judges a candidate's metadata, or null for no further condition
     */
    public List<UUID> locate(AccessRequest request, ObjectCriteria criteria, Predicate<ManagedObject> further) {
        return door.pass(request, List.of(), () -> {
            if (!criteria.owner().equals(request.principal().name())) {
                throw new VaultException(Reason.PERMISSION_DENIED, "only one's own objects can be located");
            }
            return door.search(session -> {
                List<UUID> found = further == null
                        ? objects.locate(session, criteria)
                        : objects.locate(session, criteria, further);
                audit.append(session, request.served().with("found", Integer.toString(found.size())));
                return found;
            });
        });
    }

    /** The state of an object now, under the policy in force. */
    public State state(ManagedObject object) {
        return policies.govern(object).state(clock.instant());
    }

    /** One of the caller's objects, with the dates that the policy in force imposes on it. */
    ManagedObject find(AccessRequest request, UUID uid) {
        return governed(request, uid).object();
    }

    /** One of the caller's objects under the policy in force. */
    GovernedObject governed(AccessRequest request, UUID uid) {
        return policies.govern(visible(finding.run(uid), request, uid));
    }

    private static ManagedObject visible(Optional<ManagedObject> found, AccessRequest request, UUID uid) {
        return found.filter(object -> object.owner().equals(request.principal().name()))
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "no object " + uid));
    }

    /** The length of the key as its owner knows it; the material may be an encoding of it. */
    private static String bits(Cryptography cryptography, KeyMaterial material) {
        Integer length = cryptography.length();
        return Integer.toString(length == null ? material.length() * Byte.SIZE : length);
    }

    private static void requireMaterial(ManagedObject object) {
        if (object.restrictions().archived() != null) {
            throw new VaultException(Reason.OBJECT_ARCHIVED, "object " + object.uid() + " is archived; recover it first");
        }
        if (object.storageClass() == StorageClass.INTERNAL && object.dates().destroy() == null) {
            throw new VaultException(Reason.NOT_EXTRACTABLE, "the key of object " + object.uid() + " is in the HSM and never leaves it");
        }
        if (object.material() == null) {
            throw new VaultException(Reason.OBJECT_DESTROYED, "object " + object.uid() + " has been destroyed");
        }
    }

    static VaultException duplicate(NewObject created, ConstraintViolationException taken) {
        if (GenerationRepository.refusesDestroyed(taken.getConstraintName())) {
            return new VaultException(Reason.BUSY, "the master key has been rotated meanwhile; try again");
        }
        return "object_index_name".equals(taken.getConstraintName())
                ? new VaultException(Reason.NON_UNIQUE_NAME_ATTRIBUTE, "a Name is already in use")
                : new VaultException(Reason.OBJECT_ALREADY_EXISTS, "object " + created.uid() + " already exists");
    }

    static VaultException contended(UUID uid) {
        return new VaultException(Reason.GENERAL_FAILURE, "object " + uid + " is being changed by others; try again");
    }
}
