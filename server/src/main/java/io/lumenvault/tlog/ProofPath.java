package io.lumenvault.tlog;

import java.util.List;

/** What the paths of both kinds of proof have in common. */
final class ProofPath {

    /** A tree of at most 2^63 leaves has no longer proof (C2SP tlog-witness). */
    static final int MOST = 63;

    private ProofPath() {}

    static List<byte[]> checked(List<byte[]> path) {
        if (path.size() > MOST) {
            throw new IllegalArgumentException("a proof of " + path.size() + " hashes is longer than " + MOST);
        }
        for (byte[] hash : path) {
            if (hash.length != MerkleHasher.HASH_BYTES) {
                throw new IllegalArgumentException("a proof's hash of " + hash.length + " bytes does not have " + MerkleHasher.HASH_BYTES);
            }
        }
        return path.stream().map(byte[]::clone).toList();
    }
}
