package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationState;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.vault.Clearance;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** The end of a generation: nothing is left sealed under it, it is destroyed in the database, its key is removed from the tokens. */
final class Retirement {

    /** Longer than any request takes: one that read a row before it was sealed anew may still open what it read. */
    private static final Duration REQUEST_LIFE = Duration.ofSeconds(60);
    private static final Logger LOG = Logger.getLogger(Retirement.class);

    private final Generations generations;
    private final RootOfTrust hsm;
    private final Clock clock;

    Retirement(Generations generations, RootOfTrust hsm, Clock clock) {
        this.generations = Objects.requireNonNull(generations, "generations");
        this.hsm = Objects.requireNonNull(hsm, "hsm");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Notes of each deactivated generation whether nothing is sealed under it any more.
     *
     * @param rows sealed anew by this node since it noted the last, for the record
     * @return whether that was noted of any
     */
    boolean settle(long rows) {
        boolean settled = false;
        for (Generation generation : generations.list()) {
            if (generation.state() == GenerationState.DEACTIVATED && generation.resealed() == null) {
                settled |= generations.markResealed(generation.generation(), event("Retire Master Key", generation)
                        .with("resealed", Long.toString(rows)));
            }
        }
        return settled;
    }

    /** @throws VaultException while it can still be needed to open something */
    void requireSettled(Generation generation) {
        if (generation.resealed() == null) {
            throw stillSealed(generation.generation());
        }
        Instant allowed = generation.resealed().plus(REQUEST_LIFE);
        if (allowed.isAfter(clock.instant())) {
            throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "what master key generation " + generation.generation()
                    + " sealed has just been sealed anew, and requests may still be opening it: destroy it after " + allowed);
        }
    }

    /** Destroys it in the database, which then takes nothing sealed under it, and then in the tokens; where that fails, the upkeep does it. */
    void destroy(Generation generation, AuditEvent event, Clearance clearance) {
        try {
            generations.destroy(generation, event, clearance);
        } catch (ConstraintViolationException sealed) {
            throw stillSealed(generation.generation());
        }
        try {
            eraseDestroyed();
        } catch (RuntimeException later) {
            LOG.infof("the key of master key generation %d is removed from the tokens later: %s", generation.generation(),
                    later.getMessage());
        }
    }

    /** Removes from the tokens the keys of generations that are destroyed, where that is not done yet. */
    void eraseDestroyed() {
        for (Generation generation : generations.list()) {
            if (generation.state() == GenerationState.DESTROYED && generation.erased() == null) {
                hsm.destroyMasterKey(generation.generation());
                generations.markErased(generation.generation(), event("Erase Master Key", generation));
            }
        }
    }

    private static AuditEvent event(String operation, Generation generation) {
        return AuditEvent.system("custody", operation, Result.SERVED, null,
                Map.of("generation", Integer.toString(generation.generation())));
    }

    private static VaultException stillSealed(int generation) {
        return new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, "something is still sealed under master key generation " + generation
                + ": it cannot be destroyed before all is sealed anew, and never while rows that cannot be opened are sealed under it");
    }
}
