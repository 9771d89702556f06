package io.lumenvault.tlog;

import java.util.List;

/** A log's hashes, from which roots of earlier sizes and proofs are made. */
@FunctionalInterface
public interface CompleteSubtrees {

    /** The root of the {@code 2^level} leaves from {@code index * 2^level} on; level 0 is a leaf's hash. All of them exist. */
    byte[] hash(int level, long index);

    /** The hashes of a whole tree in memory, given its leaves' hashes. */
    static CompleteSubtrees of(List<byte[]> leafHashes) {
        return new CompleteSubtrees() {
            @Override
            public byte[] hash(int level, long index) {
                return level == 0 ? leafHashes.get(Math.toIntExact(index))
                        : new MerkleHasher().node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
            }
        };
    }

    /** MTH(D[start:end]) of RFC 9162 section 2.1.1, where {@code start} is a multiple of the power of two not below {@code end - start}. */
    default byte[] root(long start, long end) {
        long leaves = end - start;
        if (start < 0 || leaves < 1) {
            throw new IllegalArgumentException("no leaves are from " + start + " to " + end);
        }
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return hash(level, start >> level);
        }
        long split = start + Long.highestOneBit(leaves - 1);
        return new MerkleHasher().node(root(start, split), root(split, end));
    }
}
