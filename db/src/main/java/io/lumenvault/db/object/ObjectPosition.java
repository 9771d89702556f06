package io.lumenvault.db.object;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Where an object stands in a list of objects: newest first, ties by identifier. The next page begins behind the last one's. */
public record ObjectPosition(Instant initialDate, UUID uid) {

    public ObjectPosition {
        Objects.requireNonNull(initialDate, "initialDate");
        Objects.requireNonNull(uid, "uid");
    }

    static ObjectPosition of(ManagedObject object) {
        return new ObjectPosition(object.dates().initial(), object.uid());
    }
}
