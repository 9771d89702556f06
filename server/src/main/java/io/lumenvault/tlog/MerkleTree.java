package io.lumenvault.tlog;

import static io.lumenvault.tlog.MerkleHasher.HASH_BYTES;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The Merkle tree of RFC 9162 section 2.1 in compact form: its size and the roots of its complete subtrees, largest first.
 * Appending costs two hashes amortised; the root of any size is reached by appending. Not for use by several threads at once.
 */
public final class MerkleTree {

    /** Told of each subtree of {@code 2^level} leaves when its last leaf arrives; {@code index} counts the subtrees of that level. */
    @FunctionalInterface
    public interface Completed {
        void subtree(int level, long index, byte[] hash);
    }

    private static final Completed NOBODY = (_, _, _) -> { };

    private final MerkleHasher hasher = new MerkleHasher();
    private final List<byte[]> frontier = new ArrayList<>();
    private final Completed completed;
    private long size;

    /** The empty tree. */
    public MerkleTree() {
        this(NOBODY);
    }

    /** The empty tree, which reports its complete subtrees of one level or more above the leaves. */
    public MerkleTree(Completed completed) {
        this.completed = Objects.requireNonNull(completed, "completed");
    }

    /**
     * A tree as stored.
     *
     * @param frontier the subtree roots, largest first, 32 bytes each; one for each bit set in {@code size}
     */
    public MerkleTree(long size, byte[] frontier) {
        this(size, frontier, NOBODY);
    }

    /** A tree as stored, which reports the subtrees that are completed from now on. */
    public MerkleTree(long size, byte[] frontier, Completed completed) {
        this(completed);
        if (size < 0 || frontier.length != Long.bitCount(size) * HASH_BYTES) {
            throw new IllegalArgumentException("frontier of " + frontier.length + " bytes does not fit a tree of " + size);
        }
        this.size = size;
        for (int at = 0; at < frontier.length; at += HASH_BYTES) {
            this.frontier.add(Arrays.copyOfRange(frontier, at, at + HASH_BYTES));
        }
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /** The roots of the complete subtrees, largest first, as {@link #MerkleTree(long, byte[])} takes them. */
    public byte[] frontier() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frontier.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** HASH(0x00 || body). */
    public byte[] leafHash(byte[] body) {
        return hasher.leaf(body);
    }

    /** Adds a leaf by its hash. */
    public void append(byte[] leafHash) {
        byte[] node = leafHash;
        int level = 0;
        long index = size;
        for (; (index & 1) == 1; index >>= 1) {
            node = hasher.node(frontier.removeLast(), node);
            level++;
            completed.subtree(level, index >> 1, node);
        }
        frontier.add(node);
        size++;
    }

    /** The tree head; of the empty tree the hash of nothing. */
    public byte[] root() {
        if (frontier.isEmpty()) {
            return hasher.empty();
        }
        byte[] node = frontier.getLast();
        for (int i = frontier.size() - 2; i >= 0; i--) {
            node = hasher.node(frontier.get(i), node);
        }
        return node;
    }
}
