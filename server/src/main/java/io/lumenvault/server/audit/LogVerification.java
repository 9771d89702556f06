package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.Checkpoint;
import io.lumenvault.db.audit.TreeRepository.Leaf;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.SignedNote;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Recomputes the whole tree from the stored bodies, and compares it with every signed head, and the columns with the bodies. */
public final class LogVerification {

    private static final int PAGE = 10_000;

    private final TreeRepository tree = new TreeRepository();
    private final Database database;
    private final HeldCheckpoint held;
    private final String origin;

    /** @param held the last head outside the database, which the log must extend */
    public LogVerification(Database database, HeldCheckpoint held, String origin) {
        this.held = Objects.requireNonNull(held, "held");
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
        // First, so that the tree read after it can only be larger.
        HeldCheckpoint.Head outside = held.read().orElse(null);
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
                if (outside != null && outside.size() == recomputed.size()
                        && !signed(outside.note(), recomputed, publicKey)) {
                    return new Report(recomputed.size(), compared, "the log is not the one whose head of " + outside.size()
                            + " entries is held outside the database");
                }
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
        return new Report(recomputed.size(), compared, endFault(state, expected, outside));
    }

    private String endFault(TreeState state, Checkpoint expected, HeldCheckpoint.Head outside) {
        if (outside != null && outside.size() > state.size()) {
            return "audit log rolled back from " + outside.size() + " to " + state.size();
        }
        if (expected != null) {
            return "checkpoint of " + expected.size() + " entries, but the log has " + state.size();
        }
        long forged = database.transaction(session -> tree.withoutLeaf(session, state));
        return forged == 0 ? null : forged + " entries stand among those of the tree and have no leaf";
    }

    private static String leafFault(Leaf leaf, MerkleTree recomputed) {
        if (leaf.leafIndex() != recomputed.size()) {
            return "leaf " + recomputed.size() + " is missing";
        }
        if (leaf.entry() == null) {
            return "the entry of leaf " + leaf.leafIndex() + " is missing";
        }
        if (!Arrays.equals(recomputed.leafHash(leaf.entry().body()), leaf.leafHash())) {
            return "the entry of leaf " + leaf.leafIndex() + " has been changed";
        }
        String column = EventProjection.columnUnlikeBody(leaf.entry());
        return column == null ? null : "the column " + column + " of leaf " + leaf.leafIndex() + " has been changed";
    }

    private String checkpointFault(Checkpoint head, MerkleTree recomputed, byte[] publicKey) {
        return signed(head.note(), recomputed, publicKey) ? null
                : "checkpoint of " + head.size() + " entries does not match the log or its signature";
    }

    private boolean signed(String text, MerkleTree recomputed, byte[] publicKey) {
        try {
            SignedNote note = SignedNote.parse(text);
            return note.checkpoint().sameAs(new io.lumenvault.tlog.Checkpoint(origin, recomputed.size(), recomputed.root()))
                    && note.signedBy(new EcdsaKey(origin, publicKey));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
