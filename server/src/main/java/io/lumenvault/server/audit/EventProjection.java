package io.lumenvault.server.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lumenvault.db.audit.AuditRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The columns of a row are projections of its body; searches show the columns, the tree covers the body. */
final class EventProjection {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> texts = new HashMap<>();
    private final List<String> objects = new ArrayList<>();

    private EventProjection() {}

    /** The first column that does not say what the body says, or null when all do. */
    static String columnUnlikeBody(AuditRow row) {
        EventProjection body = new EventProjection();
        try (JsonParser json = JSON.createParser(row.body())) {
            body.read(json);
        } catch (IOException unreadable) {
            return "body";
        }
        return body.difference(row);
    }

    /** Members of the outermost object alone, in one pass: a log of millions is checked. */
    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a body is an object");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(name, json.getText());
            } else if (value == JsonToken.START_ARRAY && name.equals("objects")) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    objects.add(json.getText());
                }
            } else {
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new IOException("a body is one object");
        }
    }

    private String difference(AuditRow row) {
        if (differs("event", row.eventId())) {
            return "event_id";
        } else if (differs("time", row.time())) {
            return "time";
        } else if (differs("principal", row.principal())) {
            return "principal";
        } else if (differs("protocol", row.protocol())) {
            return "protocol";
        } else if (differs("operation", row.operation())) {
            return "operation";
        } else if (differs("result", row.result())) {
            return "result";
        } else if (differs("reason", row.reason())) {
            return "reason";
        } else if (differs("link", row.link())) {
            return "link";
        }
        return objects.equals(row.objects().stream().map(Object::toString).toList()) ? null : "objects";
    }

    private boolean differs(String member, Object value) {
        return !Objects.equals(texts.get(member), value == null ? null : value.toString());
    }
}
