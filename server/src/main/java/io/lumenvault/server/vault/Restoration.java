package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import java.util.Objects;

/**
 * What an object is given back.
 *
 * @param before the object as it was before the first change
 * @param changes how many changes there were; more or fewer are others'
 * @param back what it is changed back to, its searchable attributes too
 */
public record Restoration(ManagedObject before, int changes, ObjectChange back) {

    public Restoration {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(back.index(), "back.index");
    }
}
