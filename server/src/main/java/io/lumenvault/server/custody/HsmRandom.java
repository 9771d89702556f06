package io.lumenvault.server.custody;

import io.lumenvault.hsm.RootOfTrust;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/** Random bytes of the HSM, fetched in blocks so that an identifier does not cost a call of its own. Used once, then wiped. */
final class HsmRandom {

    private static final int BLOCK = 4096;

    private final RootOfTrust hsm;
    private final byte[] block = new byte[BLOCK];
    private int used = BLOCK;

    HsmRandom(RootOfTrust hsm) {
        this.hsm = hsm;
    }

    /** Fresh random bytes; the caller owns them. */
    byte[] bytes(int length) {
        if (length > BLOCK / 4) {
            byte[] large = new byte[length];
            hsm.random(large);
            return large;
        }
        synchronized (this) {
            if (used + length > BLOCK) {
                hsm.random(block);
                used = 0;
            }
            byte[] taken = Arrays.copyOfRange(block, used, used + length);
            Arrays.fill(block, used, used + length, (byte) 0);
            used += length;
            return taken;
        }
    }

    /** A random UUID, version 4 (RFC 9562 section 5.4). */
    UUID uuid() {
        ByteBuffer random = ByteBuffer.wrap(bytes(16));
        long high = random.getLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = random.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
