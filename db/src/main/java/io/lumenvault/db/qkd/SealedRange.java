package io.lumenvault.db.qkd;

import io.lumenvault.db.object.SealedMaterial;
import java.util.Objects;

/** A range together with the sealed chunk that it lies in. */
public record SealedRange(ChunkRange range, SealedMaterial chunk) {

    public SealedRange {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(chunk, "chunk");
    }
}
