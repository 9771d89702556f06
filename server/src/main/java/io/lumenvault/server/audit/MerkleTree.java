package io.lumenvault.server.audit;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 9162 section 2.1 in compact form: its size and the roots of its complete subtrees, largest first.
 * Appending costs two hashes amortised; the root of any size is reached by appending.
 */
final class MerkleTree {

    static final int HASH_BYTES = 32;

    private final MessageDigest sha256 = sha256();
    private final List<byte[]> frontier = new ArrayList<>();
    private long size;

    /** The empty tree. */
    MerkleTree() {}

    /**
     * A tree as stored.
     *
     * @param frontier the subtree roots, largest first, 32 bytes each; one for each bit set in {@code size}
     */
    MerkleTree(long size, byte[] frontier) {
        if (frontier.length != Long.bitCount(size) * HASH_BYTES) {
            throw new IllegalArgumentException("frontier of " + frontier.length + " bytes does not fit a tree of " + size);
        }
        this.size = size;
        for (int at = 0; at < frontier.length; at += HASH_BYTES) {
            this.frontier.add(java.util.Arrays.copyOfRange(frontier, at, at + HASH_BYTES));
        }
    }

    long size() {
        return size;
    }

    byte[] frontier() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frontier.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** HASH(0x00 || body). */
    byte[] leafHash(byte[] body) {
        sha256.update((byte) 0);
        return sha256.digest(body);
    }

    void append(byte[] leafHash) {
        byte[] node = leafHash;
        for (long left = size; (left & 1) == 1; left >>= 1) {
            node = parent(frontier.removeLast(), node);
        }
        frontier.add(node);
        size++;
    }

    /** The tree head; of the empty tree the hash of nothing. */
    byte[] root() {
        if (frontier.isEmpty()) {
            return sha256.digest();
        }
        byte[] node = frontier.getLast();
        for (int i = frontier.size() - 2; i >= 0; i--) {
            node = parent(frontier.get(i), node);
        }
        return node;
    }

    /** HASH(0x01 || left || right). */
    private byte[] parent(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
