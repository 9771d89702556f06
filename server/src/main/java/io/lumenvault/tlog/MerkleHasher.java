package io.lumenvault.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hashes of RFC 9162 section 2.1.1, with SHA-256. Not for use by several threads at once. */
public final class MerkleHasher {

    /** Length of every hash, in bytes. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256;

    public MerkleHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** HASH(0x00 || body). */
    public byte[] leaf(byte[] body) {
        sha256.update(LEAF);
        return sha256.digest(body);
    }

    /** HASH(0x01 || left || right). */
    public byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of the tree without leaves: the hash of nothing. */
    public byte[] empty() {
        return sha256.digest();
    }
}
