package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.tlog.SignedNote;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The last head in the database, believed only when this log has signed it and has as many leaves: whoever can insert a row must not be
 * able to end the signing of heads, or have others take a head that is none.
 */
final class StoredHead {

    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final TreeRepository tree = new TreeRepository();
    private final Database database;
    private final LogIdentity identity;

    StoredHead(Database database, LogIdentity identity) {
        this.database = Objects.requireNonNull(database, "database");
        this.identity = Objects.requireNonNull(identity, "identity");
    }

    /**
     * The signed head of the largest tree, or empty before the first.
     *
     * @throws LogRolledBackException when this log has not signed it, or has fewer leaves
     */
    Optional<SignedNote> last() {
        // The head first, so that the tree read after it can only be larger.
        StoredCheckpoint head = database.transaction(checkpoints::last).orElse(null);
        if (head == null) {
            return Optional.empty();
        }
        SignedNote note = signed(head);
        long leaves = database.transaction(tree::state).size();
        if (leaves < head.size()) {
            throw new LogRolledBackException("audit log rolled back: the database has a head of " + head.size() + " entries, but " + leaves + " leaves");
        }
        return Optional.of(note);
    }

    private SignedNote signed(StoredCheckpoint head) {
        SignedNote note;
        try {
            note = SignedNote.parse(head.note());
        } catch (IllegalArgumentException malformed) {
            throw unsigned(head);
        }
        boolean same = note.checkpoint().size() == head.size() && Arrays.equals(note.checkpoint().root(), head.root());
        if (!same || !identity.signed(note)) {
            throw unsigned(head);
        }
        return note;
    }

    private static LogRolledBackException unsigned(StoredCheckpoint head) {
        return new LogRolledBackException("audit log changed: the database has a head of " + head.size() + " entries that this log did not sign");
    }
}
