package io.lumenvault.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.audit.AuditRow;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The columns of a row are projections of its body; searches show the columns, the tree covers the body. */
final class EventProjection {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventProjection() {}

    /** The first column that does not say what the body says, or null when all do. */
    static String columnUnlikeBody(AuditRow row) {
        JsonNode body;
        try {
            body = JSON.readTree(row.body());
        } catch (IOException unreadable) {
            return "body";
        }
        return Stream.of(
                        difference("event_id", body, "event", row.eventId()),
                        difference("time", body, "time", row.time()),
                        difference("principal", body, "principal", row.principal()),
                        difference("protocol", body, "protocol", row.protocol()),
                        difference("operation", body, "operation", row.operation()),
                        difference("result", body, "result", row.result()),
                        difference("reason", body, "reason", row.reason()),
                        difference("link", body, "link", row.link()),
                        objects(body, row))
                .filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String difference(String column, JsonNode body, String member, Object value) {
        JsonNode said = body.get(member);
        String text = said == null ? null : said.asText();
        return Objects.equals(text, value == null ? null : value.toString()) ? null : column;
    }

    private static String objects(JsonNode body, AuditRow row) {
        var said = StreamSupport.stream(body.path("objects").spliterator(), false).map(JsonNode::asText).toList();
        return said.equals(row.objects().stream().map(Object::toString).toList()) ? null : "objects";
    }
}
