package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.db.Database;
import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.custody.GenerationState;
import io.lumenvault.hsm.HsmHealth;
import io.lumenvault.hsm.MasterKey;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.TokenStatus;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.SealAllowance;
import io.lumenvault.server.vault.AccessRequest;
import io.lumenvault.server.vault.Approvals;
import io.lumenvault.server.vault.Clearance;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** The generations of the master key. Every change of theirs is a method of this class. */
public final class MasterKeys {

    /** Longer than any request takes: one that read a row before it was sealed anew may still open what it read. */
    private static final Duration REQUEST_LIFE = Duration.ofSeconds(60);
    /** Making a key in several tokens takes seconds. One node or thread at a time does: the number is chosen before. */
    private static final String MAKING = "master-key";
    private static final Duration LONGEST_MAKING = Duration.ofSeconds(90);
    private static final Duration LOCK_INTERVAL = Duration.ofMillis(100);

    private final GenerationRepository generations = new GenerationRepository();
    private final Door door;
    private final Database database;
    private final AdvisoryLock locks;
    private final AuditLog audit;
    private final RootOfTrust hsm;
    private final SealAllowance allowance;
    private final Approvals approvals;
    private final Clock clock;

    public MasterKeys(Door door, Database database, AdvisoryLock locks, AuditLog audit, RootOfTrust hsm, SealAllowance allowance,
            Approvals approvals, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.database = Objects.requireNonNull(database, "database");
        this.locks = Objects.requireNonNull(locks, "locks");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.hsm = Objects.requireNonNull(hsm, "hsm");
        this.allowance = Objects.requireNonNull(allowance, "allowance");
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** All generations, lowest first. */
    public List<Generation> list() {
        return database.transaction(generations::list);
    }

    /** Seals after which a generation is rotated. */
    public long limit() {
        return allowance.limit();
    }

    /**
     * Brings the database's generations and the token's together when the node starts: takes up those that only the token knows,
     * and makes the first one on a new node.
     *
     * @throws IllegalStateException where the token lacks a generation that the database needs, or another node does not come to an end
     */
    public void adopt() {
        long begun = System.nanoTime();
        while (!locks.run(MAKING, this::adoptAlone)) {
            if (System.nanoTime() - begun > LONGEST_MAKING.toNanos()) {
                throw new IllegalStateException("another node of this database has been making a master key for "
                        + LONGEST_MAKING.toSeconds() + " s");
            }
            try {
                Thread.sleep(LOCK_INTERVAL);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while another node makes a master key", interrupted);
            }
        }
    }

    private void adoptAlone() {
        hsm.inspect();
        List<Generation> known = list();
        if (known.isEmpty() && hsm.masterKeys().isEmpty()) {
            hsm.createMasterKey();
        }
        Set<Integer> held = hsm.masterKeys().stream().map(MasterKey::generation).collect(Collectors.toSet());
        for (Generation generation : known) {
            if (generation.state() != GenerationState.DESTROYED && !held.contains(generation.generation())) {
                throw new IllegalStateException("the token holds no master key of generation " + generation.generation()
                        + ", which the database needs; it holds " + held);
            }
        }
        for (MasterKey key : hsm.masterKeys()) {
            takeUp(key, AuditEvent.system("custody", "Create Master Key", Result.SERVED, null, Map.of()));
        }
        if (list().stream().noneMatch(generation -> generation.state() == GenerationState.ACTIVE)) {
            int first = heldByAll().reduce((_, last) -> last).orElseGet(() -> make(
                    AuditEvent.system("custody", "Create Master Key", Result.SERVED, null, Map.of())).generation());
            activate(first, null, AuditEvent.system("custody", "Activate Master Key", Result.SERVED, null, Map.of()), Clearance.FREE);
        }
    }

    /** Makes a generation in the token, pre-active. */
    public int create(AccessRequest request) {
        return door.pass(request, List.of(), () -> alone(() -> make(request.served()).generation()));
    }

    /** Makes a pre-active generation the one that seals; the one before is deactivated, and what it sealed is sealed anew. */
    public void activate(AccessRequest request, int generation) {
        door.pass(request, List.of(), () -> {
            Generation named = named(generation);
            if (named.state() != GenerationState.PRE_ACTIVE) {
                throw wrongState(named, "only a pre-active generation can be activated");
            }
            requireHeldByAll(generation);
            Clearance clearance = cleared(request, ApprovedOperation.ROTATE_MASTER_KEY, generation);
            activate(generation, active().generation(), request.served(), clearance);
            return null;
        });
    }

    /** Makes a new generation and activates it, or activates one that is pre-active already and held by every token. */
    public int rotate(AccessRequest request) {
        return door.pass(request, List.of(),
                () -> rotate(request.served(), approvals.clear(request, ApprovedOperation.ROTATE_MASTER_KEY, List.of())));
    }

    /** The same by the node itself, when the active generation has made the seals it is allowed. */
    void rotateAtLimit(Generation active) {
        rotate(AuditEvent.system("custody", "Rotate Master Key", Result.SERVED, null,
                Map.of("seals", Long.toString(active.seals()), "limit", Long.toString(allowance.limit()))), Clearance.FREE);
    }

    /**
     * Destroys a deactivated generation under which nothing is sealed: first in the database, which then takes nothing sealed
     * under it, then in the token.
     */
    public void destroy(AccessRequest request, int generation) {
        door.pass(request, List.of(), () -> {
            Generation named = named(generation);
            if (named.state() != GenerationState.DEACTIVATED) {
                throw wrongState(named, "only a deactivated generation can be destroyed");
            }
            requireSettled(named);
            Clearance clearance = cleared(request, ApprovedOperation.DESTROY, generation);
            try {
                door.commit(clearance.on(request.served().with("generation", Integer.toString(generation))), session -> {
                    clearance.consume(session);
                    return requireChanged(generations.destroy(session, generation, clock.instant()), generation);
                });
            } catch (ConstraintViolationException sealed) {
                throw stillSealed(generation);
            }
            eraseDestroyed();
            return null;
        });
    }

    /** Removes from the token the keys of generations that are destroyed; what a crash left is removed at the next start. */
    void eraseDestroyed() {
        for (Generation generation : list()) {
            if (generation.state() == GenerationState.DESTROYED && generation.erased() == null) {
                hsm.destroyMasterKey(generation.generation());
                AuditEvent event = AuditEvent.system("custody", "Erase Master Key", Result.SERVED, null,
                        Map.of("generation", Integer.toString(generation.generation())));
                database.transaction(session -> {
                    if (generations.markErased(session, generation.generation(), clock.instant())) {
                        audit.append(session, event);
                    }
                    return null;
                });
            }
        }
    }

    /** Notes that nothing is sealed under the deactivated generations any more. */
    void settle(long rows) {
        for (Generation generation : list()) {
            if (generation.state() == GenerationState.DEACTIVATED && generation.resealed() == null) {
                AuditEvent event = AuditEvent.system("custody", "Retire Master Key", Result.SERVED, null,
                        Map.of("generation", Integer.toString(generation.generation()), "resealed", Long.toString(rows)));
                database.transaction(session -> {
                    if (generations.markResealed(session, generation.generation(), clock.instant())) {
                        audit.append(session, event);
                    }
                    return null;
                });
            }
        }
    }

    /** The active generation; what this node has reserved under another is given up. */
    Generation active() {
        Generation active = list().stream().filter(generation -> generation.state() == GenerationState.ACTIVE).findFirst()
                .orElseThrow(() -> new IllegalStateException("no generation of the master key is active"));
        allowance.keepOnly(active.generation());
        return active;
    }

    private Clearance cleared(AccessRequest request, ApprovedOperation operation, int generation) {
        return approvals.clear(request.with(Map.of("master key generation", Integer.toString(generation))), operation, List.of());
    }

    private int rotate(AuditEvent event, Clearance clearance) {
        return alone(() -> {
            Generation before = active();
            int next = heldByAll().findFirst().orElseGet(() -> make(
                    AuditEvent.system("custody", "Create Master Key", Result.SERVED, null, Map.of())).generation());
            activate(next, before.generation(), event, clearance);
            return next;
        });
    }

    private <T> T alone(Supplier<T> making) {
        AtomicReference<T> made = new AtomicReference<>();
        if (!locks.run(MAKING, () -> made.set(making.get()))) {
            throw new VaultException(Reason.BUSY, "a master key is being made; try again");
        }
        return made.get();
    }

    /** Makes a generation with a number that none had before, destroyed ones included. */
    private MasterKey make(AuditEvent event) {
        int highest = list().stream().mapToInt(Generation::generation).max().orElse(0);
        MasterKey made = hsm.createMasterKey(highest + 1);
        if (!takeUp(made, event)) {
            hsm.destroyMasterKey(made.generation());
            throw new VaultException(Reason.CONFLICT, "master key generation " + made.generation()
                    + " has come to the database while it was made; it is removed from the token again");
        }
        return made;
    }

    /** @return false when the database knows another key by this number */
    private boolean takeUp(MasterKey made, AuditEvent event) {
        return database.transaction(session -> {
            if (generations.add(session, made.generation(), made.created())) {
                audit.append(session, event.with("generation", Integer.toString(made.generation())));
                return true;
            }
            return false;
        });
    }

    /** The pre-active generations that every token holds, lowest first: what a ceremony that failed left in some of them is none. */
    private Stream<Integer> heldByAll() {
        List<TokenStatus> tokens = hsm.inspect();
        return list().stream().filter(generation -> generation.state() == GenerationState.PRE_ACTIVE).map(Generation::generation)
                .filter(generation -> tokens.stream().allMatch(token -> holds(token, generation)));
    }

    private void requireHeldByAll(int generation) {
        List<TokenStatus> lacking = hsm.inspect().stream().filter(token -> !holds(token, generation)).toList();
        if (!lacking.isEmpty()) {
            boolean away = lacking.stream().anyMatch(token -> token.health().state() != HsmHealth.State.AVAILABLE);
            throw new VaultException(away ? Reason.HSM_UNAVAILABLE : Reason.WRONG_KEY_LIFECYCLE_STATE,
                    "only a generation that every token holds can be activated; master key generation " + generation + " is not seen in "
                    + lacking.stream().map(token -> "token \"" + token.label() + "\"").collect(Collectors.joining(", ")));
        }
    }

    private static boolean holds(TokenStatus token, int generation) {
        return token.masterKeys().stream().anyMatch(key -> key.generation() == generation);
    }

    private void activate(int generation, Integer expected, AuditEvent event, Clearance clearance) {
        UnaryOperator<AuditEvent> facts = plain -> plain.with("generation", Integer.toString(generation))
                .with("deactivated", expected == null ? "none" : Integer.toString(expected));
        door.commit(clearance.on(facts.apply(event)), session -> {
            clearance.consume(session);
            return requireChanged(generations.activate(session, generation, expected, clock.instant()), generation);
        });
        allowance.keepOnly(generation);
    }

    private static boolean requireChanged(boolean changed, int generation) {
        if (!changed) {
            throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE,
                    "master key generation " + generation + " or the active one has been changed by others meanwhile");
        }
        return true;
    }

    private Generation named(int generation) {
        List<Generation> all = list();
        return all.stream().filter(one -> one.generation() == generation).findFirst()
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "there is no master key generation " + generation
                        + "; there are " + all.stream().map(one -> Integer.toString(one.generation())).collect(Collectors.joining(", "))));
    }

    private void requireSettled(Generation generation) {
        if (generation.resealed() == null) {
            throw stillSealed(generation.generation());
        }
        Instant allowed = generation.resealed().plus(REQUEST_LIFE);
        if (allowed.isAfter(clock.instant())) {
            throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "what master key generation " + generation.generation()
                    + " sealed has just been sealed anew, and requests may still be opening it: destroy it after " + allowed);
        }
    }

    private static VaultException wrongState(Generation generation, String rule) {
        return new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE,
                "master key generation " + generation.generation() + " is " + generation.state().text() + ": " + rule);
    }

    private static VaultException stillSealed(int generation) {
        return new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE,
                "something is still sealed under master key generation " + generation + ": it cannot be destroyed before all is sealed anew");
    }
}
