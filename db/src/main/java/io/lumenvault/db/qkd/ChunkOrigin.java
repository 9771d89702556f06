package io.lumenvault.db.qkd;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Where a chunk came from; known for ever.
 *
 * @param chunk its identifier
 * @param link the QKD link
 * @param sequence number of its block
 * @param offset its first byte in the block
 * @param size its bytes
 * @param destroyedAt when it was destroyed here, or null
 */
public record ChunkOrigin(UUID chunk, String link, long sequence, long offset, int size, Instant destroyedAt) {

    public ChunkOrigin {
        Objects.requireNonNull(chunk, "chunk");
        Objects.requireNonNull(link, "link");
    }
}
