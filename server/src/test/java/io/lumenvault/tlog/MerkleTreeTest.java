package io.lumenvault.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    @Test
    void root_ofEmptyTree_isHashOfNothing() {
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                HexFormat.of().formatHex(new MerkleTree().root()));
    }

    @Test
    void leafHash_ofEmptyBody_isHashOfThePrefixAlone() {
        assertEquals("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                HexFormat.of().formatHex(new MerkleTree().leafHash(new byte[0])));
    }

    /** RFC 9162 section 2.1.1, written down as it stands there. */
    @Property(tries = 60)
    void root_equalsTheRecursiveDefinition(@ForAll @Size(min = 1, max = 70) List<byte[]> bodies) throws Exception {
        MerkleTree tree = new MerkleTree();
        bodies.forEach(body -> tree.append(tree.leafHash(body)));
        assertArrayEquals(recursiveRoot(bodies), tree.root());
    }

    @Property(tries = 60)
    void storedFrontier_continuesTheSameTree(@ForAll @Size(min = 2, max = 60) List<byte[]> bodies) {
        MerkleTree whole = new MerkleTree();
        MerkleTree stored = new MerkleTree();
        for (byte[] body : bodies) {
            whole.append(whole.leafHash(body));
            stored = new MerkleTree(stored.size(), stored.frontier());
            stored.append(stored.leafHash(body));
        }
        assertArrayEquals(whole.root(), stored.root());
    }

    @Test
    void frontier_ofWrongSize_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MerkleTree(3, new byte[32]));
    }

    private static byte[] recursiveRoot(List<byte[]> bodies) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        if (bodies.size() == 1) {
            sha256.update((byte) 0);
            return sha256.digest(bodies.getFirst());
        }
        int split = Integer.highestOneBit(bodies.size() - 1);
        byte[] left = recursiveRoot(new ArrayList<>(bodies.subList(0, split)));
        byte[] right = recursiveRoot(new ArrayList<>(bodies.subList(split, bodies.size())));
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }
}
