package io.lumenvault.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** RFC 9162 sections 2.1.3 and 2.1.4: proofs that hold, and every way of bending one. */
class ProofTest {

    private static final int MOST = 300;
    private static final List<byte[]> LEAVES = LongStream.range(0, MOST)
            .mapToObj(i -> new MerkleHasher().leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8))).toList();
    private static final CompleteSubtrees LOG = CompleteSubtrees.of(LEAVES);

    @Property(tries = 300)
    void inclusion_holds_forItsLeafAndTreeAlone(@ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST - 1) int any) {
        int index = any % size;
        InclusionProof proof = InclusionProof.of(LOG, index, size);
        byte[] root = root(size);
        assertTrue(proof.verifies(LEAVES.get(index), root));
        assertFalse(proof.verifies(changed(LEAVES.get(index)), root));
        assertFalse(proof.verifies(LEAVES.get(index), changed(root)));
        if (size > 1) {
            assertFalse(new InclusionProof((index + 1) % size, size, proof.path()).verifies(LEAVES.get(index), root), "wrong index");
            assertFalse(proof.verifies(LEAVES.get(index), root(size - 1)), "root of another size");
            assertFalse(new InclusionProof(index, size, proof.path().subList(1, proof.path().size())).verifies(LEAVES.get(index), root), "truncated");
        }
        List<byte[]> longer = new ArrayList<>(proof.path());
        longer.add(root);
        assertFalse(new InclusionProof(index, size, longer).verifies(LEAVES.get(index), root), "longer");
        if (proof.path().size() > 1) {
            List<byte[]> swapped = new ArrayList<>(proof.path());
            Collections.swap(swapped, 0, 1);
            assertFalse(new InclusionProof(index, size, swapped).verifies(LEAVES.get(index), root), "swapped order");
        }
    }

    @Property(tries = 300)
    void consistency_holds_forItsTwoTreesAlone(@ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST) int any) {
        int old = any % (size + 1);
        ConsistencyProof proof = ConsistencyProof.of(LOG, old, size);
        assertTrue(proof.verifies(root(old), root(size)));
        assertFalse(proof.verifies(changed(root(old)), root(size)));
        if (old > 0) {
            assertFalse(proof.verifies(root(old), changed(root(size))));
        }
        if (old > 0 && old < size) {
            assertFalse(new ConsistencyProof(old - 1, size, proof.path()).verifies(root(old - 1), root(size)), "of another old size");
            assertFalse(new ConsistencyProof(old, size, proof.path().subList(0, proof.path().size() - 1)).verifies(root(old), root(size)), "truncated");
            for (int i = 0; i < proof.path().size(); i++) {
                List<byte[]> bent = new ArrayList<>(proof.path());
                bent.set(i, changed(bent.get(i)));
                assertFalse(new ConsistencyProof(old, size, bent).verifies(root(old), root(size)), "changed hash " + i);
            }
        }
        List<byte[]> longer = new ArrayList<>(proof.path());
        longer.add(root(size));
        assertFalse(new ConsistencyProof(old, size, longer).verifies(root(old), root(size)), "longer");
    }

    /** Sections 2.1.3.1 and 2.1.4.1 over the example tree of section 2.1.5, written down by hand. */
    @Test
    void paths_areThoseOfTheExampleOfSevenLeaves() {
        byte[] g = LOG.hash(1, 0);
        byte[] h = LOG.hash(1, 1);
        byte[] i = LOG.hash(1, 2);
        byte[] j = LEAVES.get(6);
        byte[] k = LOG.hash(2, 0);
        byte[] l = new MerkleHasher().node(i, j);
        assertPath(List.of(LEAVES.get(1), h, l), InclusionProof.of(LOG, 0, 7).path());
        assertPath(List.of(LEAVES.get(2), g, l), InclusionProof.of(LOG, 3, 7).path());
        assertPath(List.of(LEAVES.get(5), j, k), InclusionProof.of(LOG, 4, 7).path());
        assertPath(List.of(i, k), InclusionProof.of(LOG, 6, 7).path());
        assertPath(List.of(LEAVES.get(2), LEAVES.get(3), g, l), ConsistencyProof.of(LOG, 3, 7).path());
        assertPath(List.of(l), ConsistencyProof.of(LOG, 4, 7).path());
        assertPath(List.of(i, j, k), ConsistencyProof.of(LOG, 6, 7).path());
    }

    @Test
    void indexOutsideTheTree_andHashesOfWrongLength_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new InclusionProof(7, 7, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new InclusionProof(-1, 7, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new InclusionProof(0, 2, List.of(new byte[31])));
        assertThrows(IllegalArgumentException.class, () -> new ConsistencyProof(3, 2, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ConsistencyProof(1, 2, Collections.nCopies(64, new byte[32])));
    }

    @Property(tries = 50)
    void completedSubtrees_areReportedWithTheirHashes(@ForAll @IntRange(min = 1, max = MOST) int size) {
        int[] reported = {0};
        MerkleTree tree = new MerkleTree((level, index, hash) -> {
            assertArrayEquals(LOG.hash(level, index), hash);
            reported[0]++;
        });
        LEAVES.subList(0, size).forEach(tree::append);
        assertEquals(size - Long.bitCount(size), reported[0]);
    }

    private static void assertPath(List<byte[]> expected, List<byte[]> path) {
        assertEquals(expected.size(), path.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), path.get(i), "hash " + i);
        }
    }

    private static byte[] root(int size) {
        MerkleTree tree = new MerkleTree();
        LEAVES.subList(0, size).forEach(tree::append);
        return tree.root();
    }

    private static byte[] changed(byte[] hash) {
        byte[] other = hash.clone();
        other[7] ^= 1;
        return other;
    }
}
