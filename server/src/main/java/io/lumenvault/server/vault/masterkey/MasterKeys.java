package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.db.Database;
import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationState;
import io.lumenvault.hsm.RootOfTrust;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The generations of the master key, and what officers and the node itself may do with them. */
public final class MasterKeys {

    private final Door door;
    private final SealAllowance allowance;
    private final Approvals approvals;
    private final Generations generations;
    private final KeyMaking making;
    private final Retirement retirement;

    public MasterKeys(Door door, Database database, AdvisoryLock locks, AuditLog audit, RootOfTrust hsm, SealAllowance allowance,
            Approvals approvals, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.allowance = Objects.requireNonNull(allowance, "allowance");
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.generations = new Generations(database, audit, allowance, clock);
        this.making = new KeyMaking(generations, locks, hsm);
        this.retirement = new Retirement(generations, hsm, clock);
    }

    /** All generations, lowest first. */
    public List<Generation> list() {
        return generations.list();
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
        making.adopt();
    }

    /** Makes a generation in the token, pre-active. */
    public int create(AccessRequest request) {
        return door.pass(request, List.of(), () -> making.alone(() -> making.make(request.served())));
    }

    /** Makes a pre-active generation the one that seals; the one before is deactivated, and what it sealed is sealed anew. */
    public void activate(AccessRequest request, int generation) {
        door.pass(request, List.of(), () -> {
            Generation named = generations.named(generation);
            if (named.state() != GenerationState.PRE_ACTIVE) {
                throw unfit(named, "a pre-active", "activated");
            }
            making.requireHeldByAll(generation);
            Clearance clearance = cleared(request, ApprovedOperation.ROTATE_MASTER_KEY, generation);
            generations.activate(generation, active().generation(), request.served(), clearance);
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

    private int rotate(AuditEvent event, Clearance clearance) {
        return making.alone(() -> {
            Generation before = active();
            int next = making.next();
            generations.activate(next, before.generation(), event, clearance);
            return next;
        });
    }

    /**
     * Destroys a deactivated generation under which nothing is sealed, or a pre-active one: first in the database, which then takes
     * nothing sealed under it, then in the token.
     */
    public void destroy(AccessRequest request, int generation) {
        door.pass(request, List.of(), () -> {
            Generation named = generations.named(generation);
            switch (named.state()) {
                case PRE_ACTIVE -> { }
                case DEACTIVATED -> retirement.requireSettled(named);
                case ACTIVE, DESTROYED -> throw unfit(named, "a deactivated or pre-active", "destroyed");
            }
            retirement.destroy(named, request.served(), cleared(request, ApprovedOperation.DESTROY, generation));
            return null;
        });
    }

    /** Removes from the token the keys of generations that are destroyed; what a crash left is removed at the next start. */
    void eraseDestroyed() {
        retirement.eraseDestroyed();
    }

    /**
     * Notes of each deactivated generation whether nothing is sealed under it any more.
     *
     * @param rows sealed anew by this node since it noted the last, for the record
     * @return whether that was noted of any
     */
    boolean settle(long rows) {
        return retirement.settle(rows);
    }

    /** The active generation; what this node has reserved under another is given up. */
    Generation active() {
        return generations.active();
    }

    private Clearance cleared(AccessRequest request, ApprovedOperation operation, int generation) {
        return approvals.clear(request.with(Map.of("master key generation", Integer.toString(generation))), operation, List.of());
    }

    private static VaultException unfit(Generation generation, String fit, String changed) {
        return new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "master key generation " + generation.generation() + " is "
                + generation.state().text() + ": only " + fit + " generation can be " + changed);
    }
}
