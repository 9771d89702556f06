package io.lumenvault.server.audit;

import io.lumenvault.ground.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Which leaves, as two parties compare it: the number of them, and the SHA-256 of their indexes in order, eight bytes each. */
final class LeafSet {

    private final MessageDigest sha256 = Sha256.streaming();
    private long number;

    /** The next leaf, of a larger index than those before. */
    void add(long index) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(index).flip());
        number++;
    }

    long number() {
        return number;
    }

    /** The digest in hexadecimal; after it none can be added. */
    String digest() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
