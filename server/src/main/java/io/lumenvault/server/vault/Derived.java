package io.lumenvault.server.vault;

import io.lumenvault.server.custody.KeyMaterial;
import java.util.Objects;

/** A new object with its material. */
public record Derived(NewObject object, KeyMaterial material) implements AutoCloseable {

    public Derived {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(material, "material");
    }

    @Override
    public void close() {
        material.close();
    }
}
