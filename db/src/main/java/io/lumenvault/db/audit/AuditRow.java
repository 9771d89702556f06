package io.lumenvault.db.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An audit entry as stored.
 *
 * @param eventId unique identifier of the event
 * @param time when it happened (UTC)
 * @param principal who
 * @param protocol over which protocol
 * @param operation what was asked
 * @param result served, refused or failed
 * @param reason why it was refused or failed, or null
 * @param link the QKD link concerned, or null
 * @param objects unique identifiers of the objects concerned
 * @param body the whole event in canonical JSON (RFC 8785); the other fields are projections of it
 */
public record AuditRow(UUID eventId, Instant time, String principal, String protocol, String operation, String result,
        String reason, String link, List<UUID> objects, byte[] body) {

    public AuditRow {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(body, "body");
        objects = List.copyOf(objects);
    }
}
