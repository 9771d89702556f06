package io.lumenvault.tlog;

import static io.lumenvault.tlog.ProofPath.checked;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * That a leaf stands at an index of a tree (RFC 9162 section 2.1.3).
 *
 * @param leafIndex index of the leaf, from 0
 * @param treeSize number of leaves of the tree whose root it leads to
 * @param path hashes from the leaf's neighbour to the root's child, 32 bytes each
 */
public record InclusionProof(long leafIndex, long treeSize, List<byte[]> path) {

    /** @throws IllegalArgumentException when the index is not in the tree or a hash has another length */
    public InclusionProof {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("leaf index " + leafIndex + " is not within 0.." + (treeSize - 1));
        }
        path = checked(path);
    }

    /** The proof for a leaf of the tree over the first {@code treeSize} leaves; reads O(log n) hashes. */
    public static InclusionProof of(CompleteSubtrees log, long leafIndex, long treeSize) {
        List<byte[]> path = new ArrayList<>();
        InclusionProof shape = new InclusionProof(leafIndex, treeSize, List.of());
        shape.collect(log, 0, treeSize, path);
        return new InclusionProof(leafIndex, treeSize, path);
    }

    /** PATH(m, D_n) of section 2.1.3.1: deepest first. */
    private void collect(CompleteSubtrees log, long start, long end, List<byte[]> collected) {
        if (end - start == 1) {
            return;
        }
        long split = start + Long.highestOneBit(end - start - 1);
        if (leafIndex < split) {
            collect(log, start, split, collected);
            collected.add(log.root(split, end));
        } else {
            collect(log, split, end, collected);
            collected.add(log.root(start, split));
        }
    }

    /** Whether this leads from the leaf's hash to the root: section 2.1.3.2. */
    public boolean verifies(byte[] leafHash, byte[] root) {
        MerkleHasher hasher = new MerkleHasher();
        long fn = leafIndex;
        long sn = treeSize - 1;
        byte[] hash = leafHash;
        for (Iterator<byte[]> rest = path.iterator(); rest.hasNext(); fn >>= 1, sn >>= 1) {
            byte[] sibling = rest.next();
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = hasher.node(sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
        }
        return sn == 0 && MessageDigest.isEqual(hash, root);
    }
}
