package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.db.audit.NodeRepository.Node;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.db.audit.TreeRepository.TreeState;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tree as it grows from checked pages, held against the signed heads of every size that it passes. */
final class RecomputedLog {

    private static final int SECOND_TILE_LEVEL = 16;
    private static final int TILE_LEVELS = 8;

    private final NodeRepository nodes = new NodeRepository();
    private final LogIdentity identity;
    private final NoteKey logKey;
    /** With the size of the log from which on they sign. */
    private final Map<NoteKey, Long> cosigners = new HashMap<>();
    private final List<SignedNote> held;
    private final List<Node> upperNodes = new ArrayList<>();
    private final MerkleTree tree = new MerkleTree((level, index, hash) -> {
        if (level >= SECOND_TILE_LEVEL && level % TILE_LEVELS == 0) {
            upperNodes.add(new Node(level, index, hash));
        }
    });
    private final Map<String, LeafSet> absent = new HashMap<>();
    private final Map<String, ArchivedMonth> archives = new HashMap<>();
    private long compared;

    RecomputedLog(LogIdentity identity, List<SignedNote> held) {
        this.identity = identity;
        this.held = held;
        this.logKey = identity.signer().key();
        identity.cosigners().forEach(cosigner -> cosigners.put(cosigner.key(), cosigner.since()));
    }

    long size() {
        return tree.size();
    }

    long compared() {
        return compared;
    }

    /** Leaves whose bodies are not in the database. */
    long absent() {
        return absent.values().stream().mapToLong(LeafSet::number).sum();
    }

    /** Adds the next page. @return the first thing that is wrong, or null */
    String append(CheckedPage page) {
        page.absent().forEach((month, leaves) -> leaves.forEach(absent.computeIfAbsent(month, _ -> new LeafSet())::add));
        page.archives().stream().filter(archive -> archive.signedBy(logKey, identity.origin()))
                .forEach(archive -> archives.put(archive.month(), archive));
        int next = 0;
        for (byte[] hash : page.hashes()) {
            tree.append(hash);
            String fault = null;
            if (next < page.heads().size() && page.heads().get(next).size() == tree.size()) {
                fault = headFault(page.heads().get(next));
                next++;
                compared++;
            }
            if (fault == null) {
                fault = heldFault();
            }
            if (fault != null) {
                return fault;
            }
        }
        return page.fault();
    }

    private String heldFault() {
        for (SignedNote note : held) {
            if (note.checkpoint().size() == tree.size() && !Arrays.equals(note.checkpoint().root(), tree.root())) {
                return "the log is not the one whose head of " + tree.size() + " entries is held outside the database";
            }
        }
        return null;
    }

    private String headFault(StoredCheckpoint head) {
        byte[] root = tree.root();
        SignedNote note;
        try {
            note = SignedNote.parse(head.note());
        } catch (IllegalArgumentException malformed) {
            return "checkpoint of " + head.size() + " entries cannot be read";
        }
        if (!note.checkpoint().sameAs(new Checkpoint(identity.origin(), head.size(), root)) || !Arrays.equals(head.root(), root)
                || !note.signedBy(logKey)) {
            return "checkpoint of " + head.size() + " entries does not match the log or its signature";
        }
        return cosignatureFault(head, note);
    }

    private String cosignatureFault(StoredCheckpoint head, SignedNote note) {
        for (Map.Entry<NoteKey, Long> cosigner : cosigners.entrySet()) {
            NoteKey key = cosigner.getKey();
            Instant signed = note.signatures().stream().filter(key::made).findFirst().map(MlDsaCosigner::time).orElse(null);
            boolean needed = head.size() > cosigner.getValue();
            if ((needed || signed != null) && !(note.signedBy(key) && head.time().equals(signed))) {
                return "checkpoint of " + head.size() + " entries does not match its cosignature";
            }
        }
        boolean foreign = note.signatures().stream().anyMatch(line -> !logKey.made(line) && cosigners.keySet().stream().noneMatch(key -> key.made(line)));
        return foreign ? "checkpoint of " + head.size() + " entries has a signature by an unknown key" : null;
    }

    /** After the last page: what the database holds of the tree itself. @return the first thing that is wrong, or null */
    String endFault(TreeState state, Database database) {
        for (SignedNote note : held) {
            if (note.checkpoint().size() > state.size()) {
                return "audit log rolled back from " + note.checkpoint().size() + " to " + state.size();
            }
        }
        if (!Arrays.equals(state.frontier(), tree.frontier())) {
            return "the tree's frontier has been changed";
        }
        for (Node node : upperNodes) {
            List<byte[]> stored = database.transaction(session -> nodes.hashes(session, node.level(), node.index(), node.index() + 1));
            if (stored.isEmpty() || !Arrays.equals(stored.getFirst(), node.hash())) {
                return "the tree node of level " + node.level() + ", index " + node.index() + " has been changed";
            }
        }
        return absentFault();
    }

    private String absentFault() {
        for (Map.Entry<String, LeafSet> month : absent.entrySet()) {
            ArchivedMonth archive = archives.get(month.getKey());
            String missing = month.getValue().number() + " entries of " + month.getKey() + " are missing, ";
            if (archive == null) {
                return missing + "and the log records no archive of that month";
            }
            if (archive.entries() != month.getValue().number()) {
                return missing + "but its archive has " + archive.entries();
            }
            // As many may be others: a body that was put back from the archive, for one that was taken away.
            if (archive.leaves() != null && !archive.leaves().equals(month.getValue().digest())) {
                return missing + "but they are not those of its archive";
            }
        }
        return null;
    }

    /** The archives that hold what is not in the database. */
    List<ArchivedMonth> archives() {
        return archives.values().stream().filter(archive -> absent.containsKey(archive.month())).toList();
    }
}
