package io.lumenvault.server.vault.masterkey;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.db.custody.Generation;
import io.lumenvault.db.custody.GenerationState;
import io.lumenvault.hsm.HsmHealth;
import io.lumenvault.hsm.MasterKey;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.TokenStatus;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.vault.Clearance;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Makes generations in the tokens, and brings what the tokens hold and what the database knows together. */
final class KeyMaking {

    private static final Logger LOG = Logger.getLogger(KeyMaking.class);
    /** Making a key in several tokens takes seconds. One node or thread at a time does: the number is chosen before. */
    private static final String MAKING = "master-key";
    private static final Duration LONGEST_MAKING = Duration.ofSeconds(90);
    private static final Duration LOCK_INTERVAL = Duration.ofMillis(100);

    private final Generations generations;
    private final AdvisoryLock locks;
    private final RootOfTrust hsm;

    KeyMaking(Generations generations, AdvisoryLock locks, RootOfTrust hsm) {
        this.generations = Objects.requireNonNull(generations, "generations");
        this.locks = Objects.requireNonNull(locks, "locks");
        this.hsm = Objects.requireNonNull(hsm, "hsm");
    }

    /** @throws IllegalStateException where the token lacks a generation, or another node does not come to an end */
    void adopt() {
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
        boolean allThere = hsm.inspect().stream().allMatch(token -> token.health().state() == HsmHealth.State.AVAILABLE);
        List<Generation> known = generations.list();
        if (known.isEmpty() && hsm.masterKeys().isEmpty()) {
            hsm.createMasterKey();
        }
        Set<Integer> held = hsm.masterKeys().stream().map(MasterKey::generation).collect(Collectors.toSet());
        NeededKeys.require(known, held, allThere);
        for (MasterKey key : hsm.masterKeys()) {
            generations.takeUp(key, creation());
        }
        warnOfDestroyed(known, held);
        // For ceremonies, which have no database at hand.
        hsm.noteGiven(highest());
        if (generations.list().stream().noneMatch(generation -> generation.state() == GenerationState.ACTIVE)) {
            int first = heldByAll().reduce((_, last) -> last).orElseGet(() -> make(creation()));
            generations.activate(first, null,
                    AuditEvent.system("custody", "Activate Master Key", Result.SERVED, null, Map.of()), Clearance.FREE);
        }
    }

    /** A token that was put back from a backup, or a ceremony on tokens that keep no data objects. */
    private static void warnOfDestroyed(List<Generation> known, Set<Integer> held) {
        for (Generation generation : known) {
            if (generation.erased() != null && held.contains(generation.generation())) {
                LOG.warnf("a token holds a master key of generation %d, which is destroyed: it is never used; whoever put it there should"
                        + " remove it and, where it is of a ceremony, repeat that", generation.generation());
            }
        }
    }

    private static AuditEvent creation() {
        return AuditEvent.system("custody", "Create Master Key", Result.SERVED, null, Map.of());
    }

    private int highest() {
        return generations.list().stream().mapToInt(Generation::generation).max().orElse(0);
    }

    /** Runs what makes a key while no other node or thread does. */
    <T> T alone(Supplier<T> making) {
        AtomicReference<T> made = new AtomicReference<>();
        if (!locks.run(MAKING, () -> made.set(making.get()))) {
            throw new VaultException(Reason.BUSY, "a master key is being made; try again");
        }
        return made.get();
    }

    /** Makes a generation with a number that none had before, destroyed ones included. */
    int make(AuditEvent event) {
        MasterKey made = hsm.createMasterKey(highest() + 1);
        if (!generations.takeUpMade(made, event)) {
            hsm.destroyMasterKey(made.generation());
            throw new VaultException(Reason.CONFLICT, "master key generation " + made.generation()
                    + " has come to the database while it was made; it is removed from the token again");
        }
        return made.generation();
    }

    /** A generation to rotate to: one that was made before and not used yet, or a new one. */
    int next() {
        return heldByAll().findFirst().orElseGet(() -> make(creation()));
    }

    /** The pre-active generations that every token holds, lowest first: what a ceremony that failed left in some of them is none. */
    private Stream<Integer> heldByAll() {
        List<TokenStatus> tokens = hsm.inspect();
        return generations.list().stream().filter(generation -> generation.state() == GenerationState.PRE_ACTIVE)
                .map(Generation::generation).filter(generation -> tokens.stream().allMatch(token -> holds(token, generation)));
    }

    /** @throws VaultException where a token does not hold it, or cannot be asked */
    void requireHeldByAll(int generation) {
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
}
