package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.ConsistencyProof;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.SignedNote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Holds the log in the database against the heads that are held outside it: each must be signed by the log, and the stored tree must
 * prove that it extends it (RFC 9162 section 2.1.4).
 */
public final class LogContinuity {

    private final TreeRepository tree = new TreeRepository();
    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final Database database;
    private final LogIdentity identity;
    private final List<CheckpointHolder> holders;

    /** @param holders the places outside the database */
    public LogContinuity(Database database, LogIdentity identity, List<CheckpointHolder> holders) {
        this.database = Objects.requireNonNull(database, "database");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.holders = List.copyOf(holders);
    }

    /**
     * The tree as it is now, which extends every head that is held.
     *
     * @throws LogRolledBackException when it does not
     */
    TreeState requireExtension() {
        // The heads first, so that the tree read after them can only be larger.
        List<SignedNote> heads = holders.stream().map(this::held).filter(Objects::nonNull).toList();
        TreeState state = database.transaction(tree::state);
        byte[] root = new MerkleTree(state.size(), state.frontier()).root();
        StoredSubtrees stored = new StoredSubtrees(database);
        for (SignedNote head : heads) {
            requireExtends(head.checkpoint(), state.size(), root, stored);
            requireStored(head.checkpoint());
        }
        return state;
    }

    /** Hands a new head to every holder, also when one cannot take it: a full disk must not keep the head from the HSM. Then throws. */
    void hold(SignedNote note) {
        List<RuntimeException> failures = new ArrayList<>();
        for (CheckpointHolder holder : holders) {
            try {
                holder.write(note);
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** Has holders write what they have put off. */
    void flush() {
        holders.forEach(CheckpointHolder::flush);
    }

    /** The heads that are held outside. @throws LogRolledBackException when one is not signed by this log */
    List<SignedNote> held() {
        return holders.stream().map(this::held).filter(Objects::nonNull).toList();
    }

    private SignedNote held(CheckpointHolder holder) {
        SignedNote note = holder.read().orElse(null);
        if (note != null && !identity.signed(note)) {
            throw new LogRolledBackException("the checkpoint in " + holder.place() + " is not signed by the key of this audit log");
        }
        return note;
    }

    /** A head is in the database before it is held elsewhere. */
    private void requireStored(Checkpoint head) {
        if (!isStored(head)) {
            throw new LogRolledBackException("audit log changed: its signed head of " + head.size() + " entries is missing or another one");
        }
    }

    /** Whether the database has this head. */
    boolean isStored(Checkpoint head) {
        return database.transaction(session -> checkpoints.ofSize(session, head.size()))
                .filter(stored -> Arrays.equals(stored.root(), head.root())).isPresent();
    }

    private static void requireExtends(Checkpoint head, long size, byte[] root, StoredSubtrees stored) {
        if (size < head.size()) {
            throw new LogRolledBackException("audit log rolled back from " + head.size() + " to " + size);
        }
        boolean extended;
        try {
            extended = ConsistencyProof.of(stored, head.size(), size).verifies(head.root(), root);
        } catch (LogDamagedException lacking) {
            throw new LogRolledBackException("audit log damaged: " + lacking.getMessage());
        }
        if (!extended) {
            throw new LogRolledBackException("audit log replaced: its " + size + " entries do not extend the signed head of " + head.size());
        }
    }
}
