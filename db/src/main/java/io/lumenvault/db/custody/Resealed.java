package io.lumenvault.db.custody;

import io.lumenvault.db.object.SealedMaterial;
import java.util.Objects;

/** A row as it was read, and its material sealed anew. */
public record Resealed(SealedRow read, SealedMaterial material) {

    public Resealed {
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(material, "material");
    }
}
