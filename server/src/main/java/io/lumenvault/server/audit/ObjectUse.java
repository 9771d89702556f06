package io.lumenvault.server.audit;

import java.util.Objects;
import java.util.UUID;

/**
 * The use of an object as it was read.
 *
 * @param event that records it
 * @param version of the object
 */
public record ObjectUse(AuditEvent event, UUID uid, long version) {

    public ObjectUse {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(uid, "uid");
    }
}
