package io.lumenvault.db.qkd;

import io.lumenvault.db.object.SealedMaterial;
import java.util.Objects;
import java.util.UUID;

/**
 * A new chunk of a block.
 *
 * @param id the same at both ends
 * @param position its place in the block, from 0
 * @param allocatedHere whether this end allocates it
 * @param size bytes of key material
 * @param material sealed
 */
public record ChunkRow(UUID id, int position, boolean allocatedHere, int size, SealedMaterial material) {

    public ChunkRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(material, "material");
    }
}
