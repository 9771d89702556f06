package io.lumenvault.server.audit;

import io.lumenvault.db.audit.LogPages.Leaf;
import io.lumenvault.db.audit.NodeRepository;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.tlog.MerkleHasher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can be said of a page of leaves by itself, so that pages are checked side by side: each leaf's entry hashes to it, has the MAC of a
 * node and says in its columns what its body says, entries stand in the order of their transactions, and the tile's root is the stored one.
 *
 * @param hashes of the leaves, in order
 * @param heads signed heads of sizes within the page
 * @param absent by month ({@code yyyy-MM}), the indexes of leaves whose entry is not there, in order
 * @param archives what entries of the page say about archived months
 * @param fault the first thing that is wrong, or null
 */
record CheckedPage(List<byte[]> hashes, List<StoredCheckpoint> heads, Map<String, List<Long>> absent, List<ArchivedMonth> archives, String fault) {

    /** Checks leaves that should begin with this index. @param seal tells entries from rows that no node wrote */
    static CheckedPage of(long first, List<Leaf> leaves, List<StoredCheckpoint> heads, EntrySeal seal) {
        Check check = new Check(first, seal);
        List<byte[]> hashes = new ArrayList<>(leaves.size());
        for (Leaf leaf : leaves) {
            check.leaf(leaf);
            if (check.fault != null) {
                break;
            }
            hashes.add(leaf.leafHash());
        }
        return new CheckedPage(hashes, heads, check.absent, check.archives, check.fault);
    }

    CheckedPage withFault(String found) {
        return new CheckedPage(hashes, heads, absent, archives, found);
    }

    /** The roots of the page's full tiles, to be compared with the stored ones. */
    static List<byte[]> tileRoots(List<byte[]> hashes) {
        List<byte[]> roots = new ArrayList<>();
        MerkleHasher hasher = new MerkleHasher();
        for (int at = 0; at + NodeRepository.TILE <= hashes.size(); at += NodeRepository.TILE) {
            byte[][] level = hashes.subList(at, at + NodeRepository.TILE).toArray(byte[][]::new);
            for (int width = level.length; width > 1; width /= 2) {
                for (int i = 0; i < width / 2; i++) {
                    level[i] = hasher.node(level[2 * i], level[2 * i + 1]);
                }
            }
            roots.add(level[0]);
        }
        return roots;
    }

    private static final class Check {

        private final MerkleHasher hasher = new MerkleHasher();
        private final Map<String, List<Long>> absent = new TreeMap<>();
        private final List<ArchivedMonth> archives = new ArrayList<>();
        private final EntrySeal seal;
        private long expected;
        private long lastXid = -1;
        private long lastSeq = -1;
        private String fault;

        Check(long first, EntrySeal seal) {
            this.expected = first;
            this.seal = seal;
        }

        void leaf(Leaf leaf) {
            if (leaf.leafIndex() != expected) {
                fault = "leaf " + expected + " is missing";
            } else if (leaf.entry() == null) {
                absent.computeIfAbsent(ArchivedMonth.of(leaf.time()), _ -> new ArrayList<>()).add(expected);
            } else if (!Arrays.equals(hasher.leaf(leaf.entry().body()), leaf.leafHash())) {
                fault = "the entry of leaf " + expected + " has been changed";
            } else if (seal.disowns(expected, leaf.entry().time(), leaf.entry().body(), leaf.entry().mac())) {
                fault = "the entry of leaf " + expected + " was written by no node";
            } else {
                String column = EventProjection.columnUnlikeBody(leaf.entry());
                fault = column == null ? outOfOrder(leaf) : "the column " + column + " of leaf " + expected + " has been changed";
                ArchivedMonth.declaredBy(leaf.entry()).ifPresent(archives::add);
            }
            expected++;
        }

        private String outOfOrder(Leaf leaf) {
            long xid = Long.parseUnsignedLong(leaf.xid());
            boolean after = xid > lastXid || xid == lastXid && leaf.seq() > lastSeq;
            lastXid = xid;
            lastSeq = leaf.seq();
            return after ? null : "the entry of leaf " + expected + " does not follow the one before it";
        }
    }
}
