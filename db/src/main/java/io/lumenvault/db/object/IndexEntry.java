package io.lumenvault.db.object;

import java.util.Objects;

/** A searchable attribute instance, for example ("Name", "db-key-7"). Values are never secrets. */
public record IndexEntry(String attribute, String value) {

    public IndexEntry {
        Objects.requireNonNull(attribute, "attribute");
        Objects.requireNonNull(value, "value");
    }
}
