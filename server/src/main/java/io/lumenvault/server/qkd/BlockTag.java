package io.lumenvault.server.qkd;

import io.lumenvault.qkd.authentication.PolynomialHash;
import io.lumenvault.qkd.authentication.WegmanCarter;
import java.util.Arrays;

/**
 * The Wegman-Carter tag by which two ends compare a block: hash key and one-time pad are the block's first 32 bytes, which serve
 * for this tag alone. Two different blocks have the same tag with a probability below (blocks of 16 bytes + 1) / 2^128.
 */
final class BlockTag {

    private BlockTag() {}

    static byte[] of(byte[] block) {
        int half = KeyBlockMessage.TAG_KEY_BYTES / 2;
        byte[] hashKey = Arrays.copyOfRange(block, 0, half);
        byte[] pad = Arrays.copyOfRange(block, half, 2 * half);
        try (PolynomialHash hash = new PolynomialHash(hashKey)) {
            return WegmanCarter.seal(hash.update(block, 2 * half, block.length - 2 * half).finish(), pad);
        } finally {
            Arrays.fill(hashKey, (byte) 0);
            Arrays.fill(pad, (byte) 0);
        }
    }
}
