package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.db.audit.NodeRepository.Node;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.db.audit.TreeRepository.Unsequenced;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.SignedNote;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;

/**
 * Gives each committed entry the next leaf of the Merkle tree, and has the tree's head signed. One node at a time does it,
 * under an advisory lock; the unique leaf index makes two impossible.
 */
public final class Sequencer {

    private static final int BATCH = 4096;
    /** A tile is a subtree of so many levels (C2SP tlog-tiles). */
    private static final int TILE_LEVELS = 8;

    private final TreeRepository tree = new TreeRepository();
    private final NodeRepository nodes = new NodeRepository();
    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final Database database;
    private final LogIdentity identity;
    private final LogContinuity continuity;
    private final StoredHead stored;
    private final Clock clock;

    /** @param continuity holds the log against its heads outside the database before each new one is signed */
    public Sequencer(Database database, LogIdentity identity, LogContinuity continuity, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.continuity = Objects.requireNonNull(continuity, "continuity");
        this.stored = new StoredHead(database, identity);
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Sequences what is waiting. @return the number of new leaves */
    public int sequence() {
        int total = 0;
        int batch;
        do {
            batch = database.transaction(this::sequenceBatch);
            total += batch;
        } while (batch == BATCH);
        return total;
    }

    /**
     * Holds the log in the database against the heads that are held outside it; before that, completes what an earlier release has
     * not stored of its tree.
     *
     * @throws LogRolledBackException when the one does not extend the other, or the last head in the database is not the log's
     */
    public void requireExtension() {
        TreeState state = database.transaction(tree::state);
        long tiles = state.size() >> TILE_LEVELS;
        if (tiles > 0 && database.transaction(session -> nodes.count(session, TILE_LEVELS)) == 0) {
            storeNodes(tiles << TILE_LEVELS);
        }
        stored.last();
        continuity.requireExtension();
    }

    /**
     * Signs the head of the tree if it has grown since the last checkpoint. A head that does not extend those held outside is never
     * signed. @return whether there is a new checkpoint
     *
     * @throws LogRolledBackException when it does not, or when the last head in the database is not the log's
     */
    public boolean checkpoint() {
        long signedSize = stored.last().map(head -> head.checkpoint().size()).orElse(0L);
        TreeState state = continuity.requireExtension();
        if (state.size() <= signedSize) {
            return false;
        }
        Checkpoint head = new Checkpoint(identity.origin(), state.size(), new MerkleTree(state.size(), state.frontier()).root());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SignedNote note = identity.sign(head, now);
        database.transaction(session -> {
            checkpoints.insert(session, new StoredCheckpoint(head.size(), head.root(), now, note.text()));
            return null;
        });
        continuity.hold(note);
        return true;
    }

    /** At the end: has every holder take the last head. */
    public void flush() {
        continuity.flush();
    }

    private int sequenceBatch(StatelessSession session) {
        if (!tree.lockSequencer(session)) {
            return 0;
        }
        TreeState before = tree.state(session);
        List<Unsequenced> entries = tree.unsequenced(session, before, BATCH);
        if (entries.isEmpty()) {
            return 0;
        }
        List<Node> completed = new ArrayList<>();
        MerkleTree grown = new MerkleTree(before.size(), before.frontier(), collector(completed));
        List<byte[]> hashes = new ArrayList<>(entries.size());
        for (Unsequenced entry : entries) {
            byte[] hash = grown.leafHash(entry.body());
            hashes.add(hash);
            grown.append(hash);
        }
        tree.insertLeaves(session, before.size(), entries, hashes);
        nodes.insert(session, completed);
        Unsequenced last = entries.getLast();
        TreeState after = new TreeState(grown.size(), grown.frontier(), last.xid(), last.seq());
        if (!tree.advance(session, before, after)) {
            throw new IllegalStateException("audit tree moved under the sequencer's lock");
        }
        return entries.size();
    }

    private static MerkleTree.Completed collector(List<Node> completed) {
        return (level, index, hash) -> {
            if (level % TILE_LEVELS == 0) {
                completed.add(new Node(level, index, hash));
            }
        };
    }

    /** Stores the nodes over the first leaves of a log that earlier releases have grown without them. */
    private void storeNodes(long leaves) {
        List<Node> completed = new ArrayList<>();
        MerkleTree grown = new MerkleTree(collector(completed));
        while (grown.size() < leaves) {
            long from = grown.size();
            List<byte[]> page = database.transaction(session -> nodes.hashes(session, 0, from, Math.min(leaves, from + BATCH)));
            if (page.isEmpty()) {
                throw new LogDamagedException("leaf " + from + " is missing");
            }
            page.forEach(grown::append);
            database.transaction(session -> {
                nodes.insert(session, completed);
                return null;
            });
            completed.clear();
        }
    }
}
