package io.lumenvault.db.object;

import java.util.Objects;

/** A searchable attribute instance, for example ("Name", "db-key-7"). Values are never secrets. */
public record IndexEntry(String attribute, String value) {

    /** The attribute whose values are unique among an owner's objects. */
    public static final String NAME = "Name";
    /** What {@link #NAME} becomes when the object is destroyed, so that the name can be given again. */
    public static final String NAME_OF_DESTROYED = "Name of destroyed object";

    public IndexEntry {
        Objects.requireNonNull(attribute, "attribute");
        Objects.requireNonNull(value, "value");
    }
}
