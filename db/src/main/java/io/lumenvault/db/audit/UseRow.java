package io.lumenvault.db.audit;

import java.util.Objects;
import java.util.UUID;

/**
 * The entry of a use of an object.
 *
 * @param entry the entry
 * @param uid the object
 * @param version the object's version when it was read for this use
 */
public record UseRow(AuditRow entry, UUID uid, long version) {

    public UseRow {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(uid, "uid");
    }
}
