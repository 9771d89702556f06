package io.lumenvault.db.object;

import java.time.Instant;
import java.util.Objects;

/** A searchable attribute instance, for example ("Name", "db-key-7"). Values are never secrets. */
public record IndexEntry(String attribute, String value) {

    /** The attribute whose values are unique among an owner's objects. */
    public static final String NAME = "Name";
    /** What {@link #NAME} becomes when the object is destroyed, so that the name can be given again. */
    public static final String NAME_OF_DESTROYED = "Name of destroyed object";

    /** Of an object that the server replaces by itself: when, as {@link RotationRepository} writes it. No client's attribute is called so. */
    static final String ROTATION = "Rotation due";

    public IndexEntry {
        Objects.requireNonNull(attribute, "attribute");
        Objects.requireNonNull(value, "value");
    }

    /** That the server replaces the object by itself from a moment on. */
    public static IndexEntry rotation(Instant due) {
        return new IndexEntry(ROTATION, RotationRepository.moment(due));
    }
}
