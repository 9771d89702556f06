package io.lumenvault.server.qkd;

import io.lumenvault.ground.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How a block is cut into chunks and how these are dealt to the two ends. Both ends compute the same from the block's number and
 * length, so nothing about it has to be agreed.
 */
final class Dealing {

    /** Bytes of a chunk; the last one of a block may be shorter. */
    static final int CHUNK_BYTES = 4096;

    private Dealing() {}

    /** A part of a block: its place among the parts, its first byte and its length. */
    record Slice(int position, int offset, int length) {}

    /** Cuts {@code bytes} bytes into slices of {@value #CHUNK_BYTES}, the last one shorter if need be. */
    static List<Slice> cut(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("nothing to cut: " + bytes + " bytes");
        }
        List<Slice> slices = new ArrayList<>();
        for (int offset = 0; offset < bytes; offset += CHUNK_BYTES) {
            slices.add(new Slice(slices.size(), offset, Math.min(CHUNK_BYTES, bytes - offset)));
        }
        return slices;
    }

    /**
     * Whether the site whose KME ID sorts first allocates the chunk. The turn passes from block to block, so that blocks of one chunk are
     * dealt evenly too.
     */
    static boolean toFirstSite(long sequence, int position) {
        return (sequence + position) % 2 == 0;
    }

    /** The identifier of a chunk, the same at both ends: a UUID of version 8 (RFC 9562 section 5.8) over link, block and position. */
    static UUID chunkId(String link, long sequence, int position) {
        byte[] name = link.getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(name.length + Long.BYTES + Integer.BYTES);
        input.put(name).putLong(sequence).putInt(position);
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(input.array()));
        long high = hash.getLong() & 0xffffffffffff0fffL | 0x8000L;
        long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
