package io.lumenvault.db.custody;

import io.lumenvault.db.object.SealedMaterial;
import java.util.Objects;
import java.util.UUID;

/** The sealed material of one row, and whose it is. */
public record SealedRow(UUID id, SealedMaterial material) {

    public SealedRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(material, "material");
    }
}
