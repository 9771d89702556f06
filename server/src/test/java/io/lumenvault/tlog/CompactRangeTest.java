package io.lumenvault.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any range, completed on both sides, has the root of the whole tree; and no other hashes do. */
class CompactRangeTest {

    private static final int MOST = 200;

    @Property(tries = 400)
    void range_completedOnBothSides_hasTheRootOfTheTree(@ForAll @IntRange(min = 1, max = MOST) int size, @ForAll @IntRange(max = MOST) int one,
            @ForAll @IntRange(max = MOST) int other) {
        int start = Math.min(one, other) % (size + 1);
        int end = start + (Math.max(one, other) % (size - start + 1));
        List<byte[]> leaves = leaves(size);
        CompactRange range = new CompactRange();
        range.addRange(start, CompactRange.hashes(CompleteSubtrees.of(leaves), 0, start));
        leaves.subList(start, end).forEach(range::addLeaf);
        range.addRange(size, CompactRange.hashes(CompleteSubtrees.of(leaves), end, size));
        assertEquals(size, range.size());
        assertArrayEquals(CompleteSubtrees.of(leaves).root(0, size), range.root());
    }

    @Property(tries = 100)
    void missingOrSuperfluousHashes_areRefused(@ForAll @IntRange(min = 1, max = MOST) int size) {
        List<byte[]> hashes = CompactRange.hashes(CompleteSubtrees.of(leaves(size)), 0, size);
        assertThrows(IllegalArgumentException.class, () -> new CompactRange().addRange(size, hashes.subList(1, hashes.size())));
        List<byte[]> more = new ArrayList<>(hashes);
        more.add(hashes.getFirst());
        assertThrows(IllegalArgumentException.class, () -> new CompactRange().addRange(size, more));
    }

    private static List<byte[]> leaves(int size) {
        MerkleHasher hasher = new MerkleHasher();
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(hasher.leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        return leaves;
    }
}
