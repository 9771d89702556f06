package io.lumenvault.server.vault;

import io.lumenvault.db.GroupedStatement;
import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.object.Cryptography;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectCriteria;
import io.lumenvault.db.object.ObjectRepository;
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
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.lifecycle.State;
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
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Approvals approvals;
    private final Clock clock;
    private final InternalObjects internal;
    private final GroupedStatement<UUID, Optional<ManagedObject>> finding;
    private final RecordedChange<NewRow> storing;

    public Vault(Door door, AuditLog audit, Custody custody, StorageClassRule storage, Approvals approvals, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.internal = new InternalObjects(this, door, audit, custody, storage, clock);
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
            SealedMaterial sealed = custody.seal(created.uid(), Kind.MANAGED_OBJECT, material);
            AuditEvent event = request.served()
                    .withObjects(List.of(created.uid()))
                    .withLink(created.originLink())
                    .with("bits", bits(created.cryptography(), material))
                    .with("owner", created.owner());
            try {
                storing.run(row(created, sealed), event);
                return null;
            } catch (ConstraintViolationException taken) {
                throw duplicate(created, taken);
            }
        });
    }

    /** Stores a new object in the caller's transaction, which records it; the material was sealed before. */
    public Void insert(StatelessSession session, NewObject created, SealedMaterial sealed) {
        objects.insertAll(session, List.of(row(created, sealed)));
        return null;
    }

    NewRow row(NewObject created, SealedMaterial sealed) {
        DateOrder.check(created.dates());
        State state = Lifecycle.initial(created.dates(), clock.instant());
        return new NewRow(new ManagedObject(created.uid(), created.owner(), created.objectType(), state.code(),
                created.cryptography(), created.dates(), created.fresh(), created.originLink(), created.attributes(),
                sealed), created.index());
    }

    /** The metadata of one of the caller's objects, destroyed ones included. */
    public ManagedObject read(AccessRequest request, UUID uid) {
        return door.pass(request, List.of(uid), () -> door.read(session -> {
            ManagedObject object = visible(objects.find(session, uid), request, uid);
            audit.append(session, request.served().withObjects(List.of(uid)).withLink(object.originLink()));
            return object;
        }));
    }

    /** Opens one of the caller's objects. The bytes leave only after the audit entry is durable; a lost race opens again. */
    public OpenedObject open(AccessRequest request, UUID uid) {
        return open(request, uid, object -> {});
    }

    /** The same; {@code check} sees the metadata before anything is opened, and throws to refuse. */
    public OpenedObject open(AccessRequest request, UUID uid, Consumer<ManagedObject> check) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                OpenedObject opened = tryOpen(request, uid, check);
                if (opened != null) {
                    return opened;
                }
            }
            throw contended(uid);
        });
    }

    private OpenedObject tryOpen(AccessRequest request, UUID uid, Consumer<ManagedObject> check) {
        ManagedObject object = find(request, uid);
        requireMaterial(object);
        check.accept(object);
        Clearance clearance = approvals.clear(request, ApprovedOperation.EXPORT, List.of(uid));
        KeyMaterial material = custody.open(uid, Kind.MANAGED_OBJECT, object.material());
        boolean committed = false;
        try {
            AuditEvent event = clearance.on(request.served()
                    .withObjects(List.of(uid))
                    .withLink(object.originLink())
                    .with("bits", bits(object.cryptography(), material)));
            committed = object.fresh() || !clearance.free()
                    ? door.read(session -> take(session, object, clearance, event))
                    : audit.appendUse(event, uid, object.version());
            return committed ? new OpenedObject(object, material) : null;
        } finally {
            if (!committed) {
                material.close();
            }
        }
    }

    /** KMIP 1.4 section 3.34: a fresh object is fresh until it is first given to a client. */
    private boolean take(StatelessSession session, ManagedObject object, Clearance clearance, AuditEvent event) {
        boolean unchanged = object.fresh()
                ? objects.update(session, object, ObjectChange.of(object).withFresh(false))
                : objects.unchanged(session, object);
        if (!unchanged) {
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
                ManagedObject object = find(request, uid);
                ObjectChange changed = change.apply(object, clock.instant());
                if (tryChange(request, object, changed, facts)) {
                    return object;
                }
            }
            throw contended(uid);
        });
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

    /** Destroys the material of one of the caller's objects; the metadata stays. */
    public void destroy(AccessRequest request, UUID uid) {
        door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                ManagedObject object = find(request, uid);
                State state = Lifecycle.state(object, clock.instant());
                if (state.destroyed()) {
                    throw new VaultException(Reason.OBJECT_DESTROYED, "object " + uid + " is already destroyed");
                }
                State next = Lifecycle.destroyed(object, clock.instant());
                Clearance clearance = approvals.clear(request, ApprovedOperation.DESTROY, List.of(uid));
                AuditEvent event = clearance.on(request.served().withObjects(List.of(uid)).withLink(object.originLink())
                        .with("state_before", state.name()).with("state_after", next.name()));
                boolean destroyed = door.read(session -> {
                    if (!objects.destroy(session, object, next.code(), clock.instant())) {
                        return false;
                    }
                    clearance.consume(session);
                    audit.append(session, event);
                    return true;
                });
                if (destroyed) {
                    internal.eraseSoon(object);
                    return null;
                }
            }
            throw contended(uid);
        });
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

    /** The state of an object now. */
    public State state(ManagedObject object) {
        return Lifecycle.state(object, clock.instant());
    }

    ManagedObject find(AccessRequest request, UUID uid) {
        return visible(finding.run(uid), request, uid);
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
