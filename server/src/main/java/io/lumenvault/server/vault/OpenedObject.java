package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.server.custody.KeyMaterial;
import java.util.Objects;

/**
 * An object whose material has been opened, after the commit of its audit entry. The caller closes it once the answer is written.
 *
 * @param object its metadata
 * @param material the material in the clear
 */
public record OpenedObject(ManagedObject object, KeyMaterial material) implements AutoCloseable {

    public OpenedObject {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(material, "material");
    }

    @Override
    public void close() {
        material.close();
    }
}
