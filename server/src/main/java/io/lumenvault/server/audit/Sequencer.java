package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.db.audit.TreeRepository.Node;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.db.audit.TreeRepository.Unsequenced;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.EcdsaKey;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;

/**
 * Gives each committed entry the next leaf of the Merkle tree, and has the HSM sign the tree's head. One node at a time does it,
 * under an advisory lock; the unique leaf index makes two impossible.
 */
public final class Sequencer {

    private static final int BATCH = 2048;
    /** A tile is a subtree of so many levels (C2SP tlog-tiles). */
    private static final int TILE_LEVELS = 8;

    private final TreeRepository tree = new TreeRepository();
    private final Database database;
    private final RootOfTrust hsm;
    private final HeldCheckpoint held;
    private final String origin;
    private final Clock clock;

    /**
     * @param held the last head outside the database
     * @param origin the log's name, first line of every checkpoint
     */
    public Sequencer(Database database, RootOfTrust hsm, HeldCheckpoint held, String origin, Clock clock) {
        this.held = Objects.requireNonNull(held, "held");
        this.database = Objects.requireNonNull(database, "database");
        this.hsm = Objects.requireNonNull(hsm, "hsm");
        this.origin = Objects.requireNonNull(origin, "origin");
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
     * Holds the log in the database against the head that is held outside it.
     *
     * @throws LogRolledBackException when the one does not extend the other
     */
    public void requireExtension() {
        held.read().ifPresent(head -> {
            long size = database.transaction(tree::state).size();
            if (size < head.size()) {
                throw new LogRolledBackException("audit log rolled back from " + head.size() + " to " + size);
            }
            boolean signed = database.transaction(session -> tree.checkpoint(session, head.size()))
                    .filter(stored -> Arrays.equals(stored.root(), head.root())).isPresent();
            if (!signed) {
                throw new LogRolledBackException("audit log replaced: its signed head of " + head.size() + " entries is another one or missing");
            }
        });
    }

    /** Signs the head of the tree if it has grown since the last checkpoint. @return whether there is a new checkpoint */
    public boolean checkpoint() {
        requireExtension();
        TreeState state = database.transaction(tree::state);
        long signedSize = database.transaction(tree::lastCheckpoint).map(TreeRepository.Checkpoint::size).orElse(0L);
        if (state.size() <= signedSize) {
            return false;
        }
        byte[] root = new MerkleTree(state.size(), state.frontier()).root();
        Checkpoint head = new Checkpoint(origin, state.size(), root);
        byte[] signature = hsm.sign(head.text().getBytes(StandardCharsets.UTF_8));
        String note = new SignedNote(head, List.of(new EcdsaKey(origin, hsm.signaturePublicKey()).line(signature))).text();
        database.transaction(session -> {
            tree.insertCheckpoint(session, new TreeRepository.Checkpoint(state.size(), root, clock.instant(), note));
            return null;
        });
        held.write(note);
        return true;
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
        List<Node> nodes = new ArrayList<>();
        MerkleTree grown = new MerkleTree(before.size(), before.frontier(), (level, index, hash) -> {
            if (level % TILE_LEVELS == 0) {
                nodes.add(new Node(level, index, hash));
            }
        });
        List<byte[]> hashes = new ArrayList<>(entries.size());
        for (Unsequenced entry : entries) {
            byte[] hash = grown.leafHash(entry.body());
            hashes.add(hash);
            grown.append(hash);
        }
        tree.insertLeaves(session, before.size(), entries, hashes);
        tree.insertNodes(session, nodes);
        Unsequenced last = entries.getLast();
        TreeState after = new TreeState(grown.size(), grown.frontier(), last.xid(), last.seq());
        if (!tree.advance(session, before, after)) {
            throw new IllegalStateException("audit tree moved under the sequencer's lock");
        }
        return entries.size();
    }
}
