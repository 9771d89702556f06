package io.lumenvault.server.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A decision to be recorded.
 *
 * @param actor who asked
 * @param client the client's address, or null for the node itself
 * @param protocol for example {@code kmip}, {@code etsi014}, {@code ingest}, {@code peer}, {@code system}
 * @param operation what was asked, by the protocol's name for it
 * @param result how it ended
 * @param reason the protocol's reason when it did not succeed, or null
 * @param link the QKD link concerned, or null
 * @param objects identifiers of the objects concerned
 * @param details further facts by name: sizes, states, counterparts; never key data
 */
public record AuditEvent(Actor actor, String client, String protocol, String operation, Result result, String reason,
        String link, List<UUID> objects, Map<String, String> details) {

    public AuditEvent {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(result, "result");
        objects = List.copyOf(objects);
        reason = reason == null ? null : PrintableText.of(reason);
        details = PrintableText.of(details);
    }

    /** An event of the node itself, by {@code system/<part>}. */
    public static AuditEvent system(String part, String operation, Result result, String link, Map<String, String> details) {
        return new AuditEvent(Actor.system(part), null, "system", operation, result, null, link, List.of(), details);
    }

    public AuditEvent withReason(Result ended, String text) {
        return new AuditEvent(actor, client, protocol, operation, ended, text, link, objects, details);
    }

    public AuditEvent withObjects(List<UUID> concerned) {
        return new AuditEvent(actor, client, protocol, operation, result, reason, link, concerned, details);
    }

    public AuditEvent withLink(String concerned) {
        return new AuditEvent(actor, client, protocol, operation, result, reason, concerned, objects, details);
    }

    /** The same event with one more fact. */
    public AuditEvent with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditEvent(actor, client, protocol, operation, result, reason, link, objects, more);
    }
}
