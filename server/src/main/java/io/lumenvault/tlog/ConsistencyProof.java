package io.lumenvault.tlog;

import static io.lumenvault.tlog.ProofPath.checked;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * That a tree's first leaves are the leaves of an earlier tree (RFC 9162 section 2.1.4).
 *
 * @param oldSize number of leaves of the earlier tree; 0 and a tree's own size need no hashes
 * @param newSize number of leaves of the later tree
 * @param path the hashes, 32 bytes each
 */
public record ConsistencyProof(long oldSize, long newSize, List<byte[]> path) {

    /** @throws IllegalArgumentException when the earlier tree is the larger one or a hash has another length */
    public ConsistencyProof {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("old size " + oldSize + " is not within 0.." + newSize);
        }
        path = checked(path);
    }

    /** The proof between the trees over the first {@code oldSize} and {@code newSize} leaves; reads O(log n) hashes. */
    public static ConsistencyProof of(CompleteSubtrees log, long oldSize, long newSize) {
        List<byte[]> path = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            collect(log, oldSize, 0, newSize, true, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    /** SUBPROOF(m, D_n, b) of section 2.1.4.1, over the leaves from {@code start} to {@code end}; {@code old} is an index in the whole. */
    private static void collect(CompleteSubtrees log, long old, long start, long end, boolean whole, List<byte[]> collected) {
        if (old == end) {
            if (!whole) {
                collected.add(log.root(start, end));
            }
            return;
        }
        long split = start + Long.highestOneBit(end - start - 1);
        if (old <= split) {
            collect(log, old, start, split, whole, collected);
            collected.add(log.root(split, end));
        } else {
            collect(log, old, split, end, false, collected);
            collected.add(log.root(start, split));
        }
    }

    /** Whether this leads from the one root to the other: section 2.1.4.2. */
    public boolean verifies(byte[] oldRoot, byte[] newRoot) {
        if (oldSize == newSize) {
            return path.isEmpty() && MessageDigest.isEqual(oldRoot, newRoot);
        }
        if (oldSize == 0) {
            return path.isEmpty() && MessageDigest.isEqual(oldRoot, new MerkleHasher().empty());
        }
        List<byte[]> hashes = new ArrayList<>(path);
        if (Long.bitCount(oldSize) == 1) {
            hashes.addFirst(oldRoot);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        return leads(hashes, oldRoot, newRoot);
    }

    private boolean leads(List<byte[]> hashes, byte[] oldRoot, byte[] newRoot) {
        MerkleHasher hasher = new MerkleHasher();
        long fn = oldSize - 1;
        long sn = newSize - 1;
        int skip = Long.numberOfTrailingZeros(~fn);
        fn >>= skip;
        sn >>= skip;
        byte[] fr = hashes.getFirst();
        byte[] sr = fr;
        for (byte[] hash : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = hasher.node(hash, fr);
                sr = hasher.node(hash, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = hasher.node(sr, hash);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(fr, oldRoot) && MessageDigest.isEqual(sr, newRoot);
    }
}
