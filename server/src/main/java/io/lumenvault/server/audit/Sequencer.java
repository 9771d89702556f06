package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.db.audit.NodeRepository.Node;
import io.lumenvault.db.audit.RefusedRepository;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.db.audit.TreeRepository.Unsequenced;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.SignedNote;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Gives each committed entry the next leaf of the Merkle tree, and has the tree's head signed. One node at a time does it,
 * under an advisory lock; the unique leaf index makes two impossible.
 */
public final class Sequencer {

    private static final int BATCH = 4096;
    /** A tile is a subtree of so many levels (C2SP tlog-tiles). */
    private static final int TILE_LEVELS = 8;

    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    private final TreeRepository tree = new TreeRepository();
    private final RefusedRepository refused = new RefusedRepository();
    private final NodeRepository nodes = new NodeRepository();
    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final Database database;
    private final LogIdentity identity;
    private final LogContinuity continuity;
    private final StoredHead stored;
    private final AuditLog log;
    private final EntryCheck check;
    private final Clock clock;
    /** Behind the last row that was refused: rows up to there need not be looked at again. */
    private LogPosition skipped = new LogPosition("0", 0);

    /**
     * @param log says that a row was refused, and awaits the leaves of its entries
     * @param seal tells entries from rows that no node wrote
     * @param continuity holds the log against its heads outside the database before each new one is signed
     */
    public Sequencer(Database database, AuditLog log, EntrySeal seal, LogIdentity identity, LogContinuity continuity, Clock clock) {
        this.database = Objects.requireNonNull(database, "database");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.continuity = Objects.requireNonNull(continuity, "continuity");
        this.stored = new StoredHead(database, identity);
        this.log = Objects.requireNonNull(log, "log");
        this.check = new EntryCheck(database, seal, log.awaited()::leaf);
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * What became of some rows.
     *
     * @param rows looked at
     * @param before the tree before the entries among them; null when none were looked at
     * @param after the tree with them
     * @param skipped where the last one stands that was refused
     */
    private record Batch(int rows, TreeState before, TreeState after, List<Unsequenced> entries, List<byte[]> hashes, LogPosition skipped) {

        static Batch none(LogPosition skipped) {
            return new Batch(0, null, null, List.of(), List.of(), skipped);
        }
    }

    /** Sequences what is waiting. @return the number of new leaves */
    public int sequence() {
        int total = 0;
        Batch batch;
        do {
            batch = database.transaction(this::sequenceBatch);
            if (!batch.entries().isEmpty()) {
                check.added(batch.before(), batch.after(), batch.entries(), batch.hashes());
            }
            skipped = batch.skipped();
            total += batch.entries().size();
        } while (batch.rows() == BATCH);
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
     * Signs the head of the tree if it has grown since the last checkpoint. A head that does not extend those held outside, or the tree
     * that this node has committed, is never signed, nor one over a leaf of a row that no node wrote. @return whether there is a new
     * checkpoint
     *
     * @throws LogRolledBackException when it does not, or when the last head in the database is not the log's
     * @throws LogDamagedException when there is such a leaf
     */
    public boolean checkpoint() {
        long signedSize = stored.last().map(head -> head.checkpoint().size()).orElse(0L);
        TreeState state = continuity.requireExtension();
        check.requireEntries(signedSize, state);
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

    private Batch sequenceBatch(StatelessSession session) {
        if (!tree.lockSequencer(session)) {
            return Batch.none(skipped);
        }
        TreeState before = tree.state(session);
        check.follow(session, before.size());
        LogPosition after = skipped.compareTo(before.last()) > 0 ? skipped : before.last();
        List<Unsequenced> rows = tree.unsequenced(session, after, BATCH);
        if (!check.canTell(rows)) {
            return Batch.none(skipped);
        }
        List<Node> completed = new ArrayList<>();
        MerkleTree grown = new MerkleTree(before.size(), before.frontier(), collector(completed));
        List<Unsequenced> entries = new ArrayList<>(rows.size());
        List<byte[]> hashes = new ArrayList<>(rows.size());
        Map<Unsequenced, byte[]> foreign = new LinkedHashMap<>();
        Set<ByteBuffer> own = new HashSet<>();
        for (Unsequenced row : rows) {
            byte[] hash = grown.leafHash(row.body());
            if (check.isEntry(session, row, grown.size(), hash) && own.add(ByteBuffer.wrap(hash))) {
                entries.add(row);
                hashes.add(hash);
                grown.append(hash);
            } else {
                foreign.put(row, hash);
            }
        }
        setApart(session, foreign);
        TreeState grownTo = before;
        if (!entries.isEmpty()) {
            tree.insertLeaves(session, before.size(), entries, hashes);
            nodes.insert(session, completed);
            Unsequenced last = rows.getLast();
            grownTo = new TreeState(grown.size(), grown.frontier(), last.xid(), last.seq());
            if (!tree.advance(session, before, grownTo)) {
                throw new IllegalStateException("audit tree moved under the sequencer's lock");
            }
        }
        return new Batch(rows.size(), before, grownTo, entries, hashes,
                foreign.isEmpty() ? skipped : new LogPosition(rows.getLast().xid(), rows.getLast().seq()));
    }

    /** Rows that are no entries get no leaf; that there are some is an entry itself. */
    private void setApart(StatelessSession session, Map<Unsequenced, byte[]> foreign) {
        if (foreign.isEmpty()) {
            return;
        }
        int fresh = refused.insert(session, List.copyOf(foreign.keySet()), List.copyOf(foreign.values()));
        if (fresh > 0) {
            LOG.errorf("%d rows in the audit log's table were written by no node, or are copies of entries: the log does not take them", fresh);
            log.append(session, AuditEvent.system("audit", "Refuse Audit Row", Result.REFUSED, null, Map.of("rows", Integer.toString(fresh),
                    "first-seq", Long.toString(foreign.keySet().iterator().next().seq()))));
        }
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
