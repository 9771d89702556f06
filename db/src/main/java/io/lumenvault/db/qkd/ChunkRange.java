package io.lumenvault.db.qkd;

import java.util.Objects;
import java.util.UUID;

/**
 * A range of a chunk, in bytes.
 *
 * @param chunk the chunk's identifier, the same at both ends
 * @param start first byte
 * @param length number of bytes
 */
public record ChunkRange(UUID chunk, int start, int length) {

    public ChunkRange {
        Objects.requireNonNull(chunk, "chunk");
        if (start < 0 || length < 1) {
            throw new IllegalArgumentException("range of " + length + " bytes from " + start
                    + "; it must start at 0 or later and hold a byte at least");
        }
    }
}
