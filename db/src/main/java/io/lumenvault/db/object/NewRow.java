package io.lumenvault.db.object;

import java.util.List;
import java.util.Objects;

/**
 * A new object to be stored.
 *
 * @param object the object
 * @param index its searchable attributes
 */
public record NewRow(ManagedObject object, List<IndexEntry> index) {

    public NewRow {
        Objects.requireNonNull(object, "object");
        index = List.copyOf(index);
    }
}
