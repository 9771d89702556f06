package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.Checkpoint;
import io.lumenvault.db.audit.TreeRepository.Leaf;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Recomputes the whole tree from the stored bodies and compares it with every signed head. */
public final class LogVerification {

    private static final int PAGE = 10_000;

    private final TreeRepository tree = new TreeRepository();
    private final Database database;
    private final String origin;

    public LogVerification(Database database, String origin) {
        this.database = Objects.requireNonNull(database, "database");
        this.origin = Objects.requireNonNull(origin, "origin");
    }

    /**
     * What a verification found.
     *
     * @param entries number of leaves recomputed
     * @param checkpoints number of signed heads compared
     * @param fault the first thing that is wrong, or null when the log is whole
     */
    public record Report(long entries, int checkpoints, String fault) {}

    /** @param publicKey the log's signing key, X.509 SubjectPublicKeyInfo */
    public Report verify(byte[] publicKey) {
        TreeState state = database.transaction(tree::state);
        List<Checkpoint> heads = database.transaction(tree::checkpoints);
        Iterator<Checkpoint> next = heads.iterator();
        Checkpoint expected = next.hasNext() ? next.next() : null;
        MerkleTree recomputed = new MerkleTree();
        int compared = 0;
        while (recomputed.size() < state.size()) {
            long first = recomputed.size();
            List<Leaf> page = database.transaction(session -> tree.leaves(session, first, PAGE));
            if (page.isEmpty()) {
                return new Report(first, compared, "leaf " + first + " is missing");
            }
            for (Leaf leaf : page) {
                String fault = leafFault(leaf, recomputed);
                if (fault != null) {
                    return new Report(recomputed.size(), compared, fault);
                }
                recomputed.append(leaf.leafHash());
                if (expected != null && expected.size() == recomputed.size()) {
                    fault = checkpointFault(expected, recomputed, publicKey);
                    if (fault != null) {
                        return new Report(recomputed.size(), compared, fault);
                    }
                    compared++;
                    expected = next.hasNext() ? next.next() : null;
                }
            }
        }
        String fault = expected == null ? null
                : "checkpoint of " + expected.size() + " entries, but the log has " + recomputed.size();
        return new Report(recomputed.size(), compared, fault);
    }

    private static String leafFault(Leaf leaf, MerkleTree recomputed) {
        if (leaf.leafIndex() != recomputed.size()) {
            return "leaf " + recomputed.size() + " is missing";
        }
        if (leaf.body() == null) {
            return "the entry of leaf " + leaf.leafIndex() + " is missing";
        }
        if (!Arrays.equals(recomputed.leafHash(leaf.body()), leaf.leafHash())) {
            return "the entry of leaf " + leaf.leafIndex() + " has been changed";
        }
        return null;
    }

    private String checkpointFault(Checkpoint head, MerkleTree recomputed, byte[] publicKey) {
        String body = CheckpointNote.body(origin, recomputed.size(), recomputed.root());
        return CheckpointNote.verifies(head.note(), body, publicKey) ? null
                : "checkpoint of " + head.size() + " entries does not match the log or its signature";
    }
}
