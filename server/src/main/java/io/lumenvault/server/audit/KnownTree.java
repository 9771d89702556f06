package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.tlog.ConsistencyProof;
import io.lumenvault.tlog.MerkleTree;
import java.util.Arrays;
import java.util.Objects;

/**
 * The tree as this node has committed it, in its memory. A leaf comes some tenths of a second before the next signed head; in between no
 * head says what it was, and whoever is past the triggers could change body, leaf and frontier alike, and have the change signed. So every
 * later tree is held against this one as it is against heads outside the database (RFC 9162 section 2.1.4). One thread uses it.
 */
final class KnownTree {

    private final Database database;
    private long size;
    private byte[] root = new MerkleTree().root();

    KnownTree(Database database) {
        this.database = Objects.requireNonNull(database, "database");
    }

    /** Whether this is the tree, leaf by leaf. */
    boolean is(TreeState state) {
        return state.size() == size && Arrays.equals(rootOf(state), root);
    }

    /** From here on it is this one. */
    void become(TreeState state) {
        root = rootOf(state);
        size = state.size();
    }

    /**
     * The tree in the database is this one, or has grown from it.
     *
     * @throws LogRolledBackException when it has fewer leaves, or others in their place
     */
    void requireExtendedBy(TreeState state) {
        if (state.size() < size) {
            throw new LogRolledBackException("audit log rolled back from " + size + " leaves, which this node has seen committed, to " + state.size());
        }
        if (!is(state) && !ConsistencyProof.of(new StoredSubtrees(database), size, state.size()).verifies(root, rootOf(state))) {
            throw new LogRolledBackException("audit log changed: its " + state.size() + " leaves do not extend the " + size
                    + " that this node has seen committed");
        }
    }

    private static byte[] rootOf(TreeState state) {
        return new MerkleTree(state.size(), state.frontier()).root();
    }
}
