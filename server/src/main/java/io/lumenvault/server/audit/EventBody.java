package io.lumenvault.server.audit;

import io.lumenvault.db.audit.AuditRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Turns an event into its row: the canonical body and the columns that are projections of it. */
final class EventBody {

    private static final String SCHEMA = "1";

    private EventBody() {}

    static AuditRow row(AuditEvent event, UUID eventId, String node, Instant time) {
        return new AuditRow(eventId, time, event.actor().name(), event.protocol(), event.operation(),
                event.result().text(), event.reason(), event.link(), event.objects(),
                CanonicalJson.write(members(event, eventId, node, time)).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> members(AuditEvent event, UUID eventId, String node, Instant time) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("schema", SCHEMA);
        members.put("event", eventId.toString());
        members.put("node", node);
        members.put("time", time.toString());
        members.put("principal", event.actor().name());
        members.put("method", event.actor().method());
        putIfGiven(members, "fingerprint", event.actor().fingerprint());
        putIfGiven(members, "client", event.client());
        members.put("protocol", event.protocol());
        members.put("operation", event.operation());
        members.put("result", event.result().text());
        putIfGiven(members, "reason", event.reason());
        putIfGiven(members, "link", event.link());
        if (!event.objects().isEmpty()) {
            members.put("objects", event.objects().stream().map(UUID::toString).toList());
        }
        if (!event.details().isEmpty()) {
            members.put("details", event.details());
        }
        return members;
    }

    private static void putIfGiven(Map<String, Object> members, String name, String value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
