package io.lumenvault.tlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A tree built from its left end in complete subtrees of any size, as RFC 9162 splits it: so the leaves of one range can be held against
 * the root, with a few hashes for all that stands before and behind the range. Holds a hash for each bit of its size.
 */
public final class CompactRange {

    private final MerkleHasher hasher = new MerkleHasher();
    private final Deque<Subtree> subtrees = new ArrayDeque<>();
    private long size;

    private record Subtree(int level, byte[] hash) {}

    /** The number of leaves so far. */
    public long size() {
        return size;
    }

    /** Adds a leaf by its hash. */
    public void addLeaf(byte[] hash) {
        add(0, hash);
    }

    /**
     * Adds what stands between here and leaf {@code end}.
     *
     * @param hashes the roots of the complete subtrees, as {@link #hashes} gives them
     * @throws IllegalArgumentException when there are more or fewer than the range has
     */
    public void addRange(long end, List<byte[]> hashes) {
        Iterator<byte[]> rest = hashes.iterator();
        while (size < end) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("hashes of the range up to leaf " + end + " are missing");
            }
            byte[] hash = rest.next();
            if (hash.length != MerkleHasher.HASH_BYTES) {
                throw new IllegalArgumentException("a hash of " + hash.length + " bytes does not have " + MerkleHasher.HASH_BYTES);
            }
            add(level(size, end), hash);
        }
        if (rest.hasNext()) {
            throw new IllegalArgumentException("there are more hashes than the range up to leaf " + end + " has");
        }
    }

    /** The root of the tree over all leaves so far. */
    public byte[] root() {
        if (subtrees.isEmpty()) {
            return hasher.empty();
        }
        Iterator<Subtree> fromRight = subtrees.iterator();
        byte[] root = fromRight.next().hash();
        while (fromRight.hasNext()) {
            root = hasher.node(fromRight.next().hash(), root);
        }
        return root;
    }

    /** The roots of the complete subtrees that make up the leaves from {@code start} to {@code end}, left to right. */
    public static List<byte[]> hashes(CompleteSubtrees log, long start, long end) {
        if (start < 0 || start > end) {
            throw new IllegalArgumentException("no leaves are from " + start + " to " + end);
        }
        List<byte[]> hashes = new ArrayList<>();
        for (long at = start; at < end; ) {
            int level = level(at, end);
            hashes.add(log.hash(level, at >> level));
            at += 1L << level;
        }
        return hashes;
    }

    /** Of the largest complete subtree that begins at a leaf and ends by {@code end}. */
    private static int level(long at, long end) {
        int fitting = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - at);
        return at == 0 ? fitting : Math.min(fitting, Long.numberOfTrailingZeros(at));
    }

    private void add(int level, byte[] hash) {
        int at = level;
        byte[] node = hash;
        while (!subtrees.isEmpty() && subtrees.peek().level() == at) {
            node = hasher.node(subtrees.pop().hash(), node);
            at++;
        }
        subtrees.push(new Subtree(at, node));
        size += 1L << level;
    }
}
