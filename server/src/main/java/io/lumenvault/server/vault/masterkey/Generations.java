package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.Database;
import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.custody.GenerationState;
import io.lumenvault.hsm.MasterKey;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.custody.SealAllowance;
import io.lumenvault.server.vault.Clearance;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;

/** The generations as the database has them: each change of state is one transaction with its audit entry. */
final class Generations {

    private final GenerationRepository rows = new GenerationRepository();
    private final Database database;
    private final AuditLog audit;
    private final SealAllowance allowance;
    private final Clock clock;

    Generations(Database database, AuditLog audit, SealAllowance allowance, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.allowance = Objects.requireNonNull(allowance, "allowance");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** All, lowest first. */
    List<Generation> list() {
        return database.transaction(rows::list);
    }

    /** @throws VaultException where there is none of this number */
    Generation named(int generation) {
        List<Generation> all = list();
        return all.stream().filter(one -> one.generation() == generation).findFirst()
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "there is no master key generation " + generation
                        + "; there are " + all.stream().map(one -> Integer.toString(one.generation())).collect(Collectors.joining(", "))));
    }

    /** The active one; what this node has reserved under another is given up. */
    Generation active() {
        Generation active = list().stream().filter(generation -> generation.state() == GenerationState.ACTIVE).findFirst()
                .orElseThrow(() -> new IllegalStateException("no generation of the master key is active"));
        allowance.keepOnly(active.generation());
        return active;
    }

    /** Takes up a key that was found in the token, where the database knows none by its number. */
    void takeUp(MasterKey found, AuditEvent event) {
        noted(event.with("generation", Integer.toString(found.generation())), session -> add(session, found));
    }

    /**
     * Takes up a key that this node has made; it is recorded also where another node has found it in the token before.
     *
     * @return false when the database knows another key by this number
     */
    boolean takeUpMade(MasterKey made, AuditEvent event) {
        return noted(event.with("generation", Integer.toString(made.generation())),
                session -> add(session, made) || rows.knows(session, made.generation(), made.created()));
    }

    private boolean add(StatelessSession session, MasterKey key) {
        return rows.add(session, key.generation(), key.created());
    }

    /** @param expected the one that is expected to be active, or null for none */
    void activate(int generation, Integer expected, AuditEvent event, Clearance clearance) {
        AuditEvent plain = event.with("generation", Integer.toString(generation))
                .with("deactivated", expected == null ? "none" : Integer.toString(expected));
        change(generation, plain, clearance, session -> rows.activate(session, generation, expected, clock.instant()));
        allowance.keepOnly(generation);
    }

    /**
     * @param expected as it was read: of a state in which it can be destroyed
     * @throws org.hibernate.exception.ConstraintViolationException while anything is sealed under it
     */
    void destroy(Generation expected, AuditEvent event, Clearance clearance) {
        int generation = expected.generation();
        change(generation, event.with("generation", Integer.toString(generation)), clearance,
                session -> rows.destroy(session, generation, expected.state(), clock.instant()));
    }

    /** Notes that the key is no longer in the token, where that is not noted yet. */
    void markErased(int generation, AuditEvent event) {
        noted(event, session -> rows.markErased(session, generation, clock.instant()));
    }

    /** @return whether nothing is sealed under the deactivated generation any more, and that was not noted before */
    boolean markResealed(int generation, AuditEvent event) {
        return noted(event, session -> rows.markResealed(session, generation, clock.instant()));
    }

    private boolean noted(AuditEvent event, Function<StatelessSession, Boolean> change) {
        return database.transaction(session -> {
            boolean changed = change.apply(session);
            if (changed) {
                audit.append(session, event);
            }
            return changed;
        });
    }

    private void change(int generation, AuditEvent event, Clearance clearance, Function<StatelessSession, Boolean> change) {
        database.transaction(session -> {
            clearance.consume(session);
            if (!change.apply(session)) {
                throw new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE,
                        "master key generation " + generation + " or the active one has been changed by others meanwhile");
            }
            audit.append(session, clearance.on(event));
            return null;
        });
    }
}
