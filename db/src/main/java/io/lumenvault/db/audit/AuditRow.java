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
 * @param mac MAC of the body by the node that wrote it; null for entries of before there was a key for it, and where it is not read
 */
public record AuditRow(UUID eventId, Instant time, String principal, String protocol, String operation, String result,
        String reason, String link, List<UUID> objects, byte[] body, byte[] mac) {

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

    /** An entry as searches and pages read it: without its MAC. */
    public AuditRow(UUID eventId, Instant time, String principal, String protocol, String operation, String result, String reason,
            String link, List<UUID> objects, byte[] body) {
        this(eventId, time, principal, protocol, operation, result, reason, link, objects, body, null);
    }

    /** The same entry with its MAC. */
    public AuditRow withMac(byte[] made) {
        return new AuditRow(eventId, time, principal, protocol, operation, result, reason, link, objects, body, made);
    }
}
