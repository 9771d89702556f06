package io.lumenvault.server.vault;

import io.lumenvault.db.GroupedStatement;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.StorageClassRule;
import io.lumenvault.server.lifecycle.GovernedObject;
import io.lumenvault.server.lifecycle.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hibernate.StatelessSession;

/**
 * Managed objects behind the door. A principal sees its own objects only: those of others do not exist for it.
 *
 * <p>Every method throws {@link VaultException} when it does not serve, after the refusal has been recorded.
 */
public final class Vault {

    private final ObjectRepository objects = new ObjectRepository();
    private final Making making;
    private final Changing changing;
    private final Locating locating;
    private final MakingLinked makingLinked;
    private final Opening opening;
    private final OpeningTogether together;
    private final Destroying destroying;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final Approvals approvals;
    private final Clock clock;
    private final InternalObjects internal;
    private final Using using;
    private final WrappedObjects wrapped;
    private final Policies policies;
    private final Obliterating obliterating;
    private final Undoing undoing;
    private final Replacing replacing;
    private final Rekeying rekeying;
    private final Deriving deriving;
    private final ClientSettings settings;
    private final Tickets tickets;
    private final Notifications notifications;
    private final GroupedStatement<UUID, Optional<ManagedObject>> finding;

    /** @param clock by which time limits are held */
    public Vault(Door door, AuditLog audit, Custody custody, StorageClassRule storage, Policies policies, Approvals approvals,
            Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.policies = Objects.requireNonNull(policies, "policies");
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.clock = Objects.requireNonNull(clock, "clock");
        RememberedRows rows = new RememberedRows();
        this.making = new Making(door, audit, custody, policies, clock);
        this.changing = new Changing(this, door, audit, policies, approvals, clock);
        this.locating = new Locating(this, door, audit);
        this.makingLinked = new MakingLinked(this, door, audit, custody, policies, changing);
        this.opening = new Opening(this, rows, door, audit, policies, approvals, clock);
        this.together = new OpeningTogether(this, rows, audit, custody, policies, approvals, clock);
        this.internal = new InternalObjects(this, door, audit, custody, storage, policies);
        this.using = new Using(this, rows, door, audit, custody, policies, clock);
        this.wrapped = new WrappedObjects(this, door, custody, policies, clock);
        this.destroying = new Destroying(door, audit, approvals, internal, clock);
        this.obliterating = new Obliterating(this, door, audit, custody, policies, destroying, clock);
        this.undoing = new Undoing(this, door, audit, policies, changing, internal, clock);
        this.replacing = new Replacing(this, door, audit, custody, policies, changing);
        this.rekeying = new Rekeying(this, door, custody, replacing, changing, clock);
        this.deriving = new Deriving(this, door, audit, custody, policies, clock);
        this.settings = new ClientSettings(door, clock);
        this.tickets = new Tickets(door, custody, clock);
        this.notifications = new Notifications(door, audit, custody);
        this.finding = door.grouped("find-objects", objects::findAll);
    }

    /** A new random identifier for an object. */
    public UUID newIdentifier() {
        return custody.newIdentifier();
    }

    /** New key material from the HSM's random source; the caller closes it. */
    public KeyMaterial newMaterial(int bytes) {
        return custody.random(bytes);
    }

    /** Keys that are made and used in the HSM. */
    public InternalObjects internal() {
        return internal;
    }

    /** Keys that are used at the server. */
    public Using using() {
        return using;
    }

    /** New objects made out of keys. */
    public Deriving deriving() {
        return deriving;
    }

    /** Keys that leave or come wrapped under another key. */
    public WrappedObjects wrapped() {
        return wrapped;
    }

    /** The node's time, to the second as KMIP dates are. */
    public Instant now() {
        return clock.instant();
    }

    /** Seals and stores a new object. The material stays the caller's, to be closed. */
    public void store(AccessRequest request, NewObject created, KeyMaterial material) {
        making.store(request, created, material);
    }

    /** Stores a new object in the caller's transaction, which records it; the material was sealed before. */
    public Void insert(StatelessSession session, NewObject created, SealedMaterial sealed) {
        making.insert(session, created, sealed);
        return null;
    }

    /**
     * Refuses a new object that the policy does not let its owner have, in the transaction that inserts it or in one before.
     *
     * @param operation KMIP name of the operation that makes it
     */
    public Void admit(StatelessSession session, String operation, NewObject created) {
        making.admit(session, operation, created);
        return null;
    }

    /**
     * Refuses what {@link #store} would refuse of a new object by the policy, and stores nothing; for decisions inside the door, which
     * records the refusal.
     */
    public void requireStorable(AccessRequest request, NewObject created) {
        door.read(session -> admit(session, request.operation(), created));
    }

    /** How objects come into being, for those that make them in other places too. */
    Making making() {
        return making;
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
        return opening.open(request, List.of(uid), check, Leaving.inTheClear(custody));
    }

    /**
     * Opens several of the caller's objects at once, for requests alike but for the object: all of them, and each use is recorded, or none.
     * It refuses nothing.
     *
     * @param check sees the metadata of each before anything is opened, and throws to refuse
     * @return empty where they cannot be had so: then nothing is recorded, and each is to be opened by itself
     */
    public Optional<List<OpenedObject>> openTogether(AccessRequest request, List<UUID> uids, Consumer<ManagedObject> check) {
        return together.open(request, uids, check);
    }

    /** @param named the object, and what else the request names */
    OpenedObject open(AccessRequest request, List<UUID> named, Consumer<ManagedObject> check, Leaving leaving) {
        return opening.open(request, named, check, leaving);
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

    /** Refuses what {@link #destroy} would refuse; destroys nothing. */
    public void requireDestroyable(AccessRequest request, UUID uid) {
        door.pass(request, List.of(uid), () -> {
            GovernedObject governed = governed(request, uid);
            governed.requireOperation(request.operation());
            return destroying.clear(request, governed);
        });
    }

    /** Changes of objects' metadata. */
    public Changing changing() {
        return changing;
    }

    /** Searches among a principal's objects. */
    public Locating locating() {
        return locating;
    }

    /** New objects in the place of old ones, at their owner's request. */
    public Rekeying rekeying() {
        return rekeying;
    }

    /** Removal of whole objects. */
    public Obliterating obliterating() {
        return obliterating;
    }

    /** What takes back what a request has done. */
    public Undoing undoing() {
        return undoing;
    }

    /** Settings of clients for the objects that they make. */
    public ClientSettings settings() {
        return settings;
    }

    /** Tickets that stand for a login. */
    public Tickets tickets() {
        return tickets;
    }

    /** What waits for clients that serve the server's own requests. */
    public Notifications notifications() {
        return notifications;
    }

    /**
     * Opens one of the caller's objects to send it without having been asked, as {@link #open(AccessRequest, UUID, Consumer)} does. What
     * needs the approval of others is refused, and they are not asked for it.
     */
    public OpenedObject push(AccessRequest request, UUID uid, Consumer<ManagedObject> check) {
        return open(request, uid, object -> {
            check.accept(object);
            if (approvals.guards(ApprovedOperation.EXPORT, policies.govern(object))) {
                throw new VaultException(Reason.PERMISSION_DENIED, "object " + uid + " leaves with the approval of others only");
            }
        });
    }

    /**
     * Seals and stores a new object, and changes one of the caller's that points to it from then on; both or neither.
     *
     * @return the object that points to it, as it was read for the change that took effect
     */
    public ManagedObject store(AccessRequest request, NewObject created, KeyMaterial material, UUID pointing,
            BiFunction<ManagedObject, Instant, ObjectChange> change) {
        return makingLinked.store(request, created, material, pointing, change);
    }

    /** Stores several objects at once, or none of them. @param facts what more the audit entry says */
    public void storeAll(AccessRequest request, Map<NewObject, KeyMaterial> all, UnaryOperator<AuditEvent> facts) {
        making.storeAll(request, all, facts);
    }

    /** How new objects take the place of old ones, for those that see to it without a request. */
    Replacing replacing() {
        return replacing;
    }

    /** Records that something was served that concerns no object. */
    public void note(AccessRequest request, UnaryOperator<AuditEvent> facts) {
        door.pass(request, List.of(), () -> door.commit(facts.apply(request.served()), session -> null));
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
        return policies.govern(stored(request, uid));
    }

    /** One of the caller's objects as it is stored. */
    ManagedObject stored(AccessRequest request, UUID uid) {
        return visible(finding.run(uid), request, uid);
    }

    /** Objects as they are stored, whoever owns them. */
    List<Optional<ManagedObject>> rows(List<UUID> uids) {
        return finding.runAll(uids);
    }

    /** How many bytes they have in all. */
    long rowBytes(List<UUID> uids) {
        return door.read(session -> objects.bytes(session, uids));
    }

    static ManagedObject visible(Optional<ManagedObject> found, AccessRequest request, UUID uid) {
        return found.filter(object -> object.owner().equals(request.principal().name()))
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "no object " + uid));
    }
}
