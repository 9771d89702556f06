package io.lumenvault.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An entry as an event of the Open Cybersecurity Schema Framework, with the attributes that its class requires. */
final class OcsfEvent {

    static final String SCHEMA_VERSION = "1.3.0";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;
    private static final int INFORMATIONAL = 1;
    private static final int MEDIUM = 3;
    private static final int HIGH = 4;

    private OcsfEvent() {}

    static ObjectNode of(long leafIndex, byte[] entry) throws IOException {
        JsonNode body = JSON.readTree(entry);
        OcsfActivity activity = OcsfActivity.of(body.path("operation").asText());
        ObjectNode event = JSON.createObjectNode();
        event.put("class_uid", activity.classUid().uid());
        event.put("class_name", activity.classUid().title());
        event.put("category_uid", activity.classUid().category());
        event.put("activity_id", activity.activityId());
        event.put("type_uid", (long) activity.classUid().uid() * 100 + activity.activityId());
        event.put("time", Instant.parse(body.path("time").asText()).toEpochMilli());
        String result = body.path("result").asText();
        event.put("severity_id", switch (result) {
            case "served" -> INFORMATIONAL;
            case "refused" -> MEDIUM;
            default -> HIGH;
        });
        event.put("status_id", result.equals("served") ? SUCCESS : FAILURE);
        event.put("status", result);
        if (body.hasNonNull("reason")) {
            event.put("status_detail", body.path("reason").asText());
        }
        ObjectNode metadata = event.putObject("metadata");
        metadata.put("version", SCHEMA_VERSION);
        metadata.put("uid", body.path("event").asText());
        metadata.put("sequence", leafIndex);
        metadata.put("log_name", "audit");
        metadata.putObject("product").put("name", "Lumenvault").put("vendor_name", "Lumenvault");
        event.putObject("actor").set("user", user(body));
        ObjectNode source = event.putObject("src_endpoint");
        if (body.hasNonNull("client")) {
            source.put("ip", body.path("client").asText());
        } else {
            source.put("name", body.path("node").asText());
        }
        required(activity.classUid(), body, event);
        event.put("raw_data", new String(entry, StandardCharsets.UTF_8));
        return event;
    }

    private static void required(OcsfActivity.OcsfClass type, JsonNode body, ObjectNode event) {
        switch (type) {
            case API_ACTIVITY -> {
                ObjectNode api = event.putObject("api");
                api.put("operation", body.path("operation").asText());
                api.putObject("service").put("name", body.path("protocol").asText());
            }
            case ENTITY_MANAGEMENT -> {
                ObjectNode entity = event.putObject("entity");
                entity.put("type", "Managed Object");
                if (body.path("objects").isEmpty()) {
                    entity.put("name", body.path("operation").asText());
                } else {
                    entity.put("uid", body.path("objects").get(0).asText());
                }
            }
            case AUTHENTICATION, ACCOUNT_CHANGE -> event.set("user", concerned(body));
            case USER_ACCESS -> {
                event.set("user", concerned(body));
                event.putArray("privileges").add(body.path("details").path("role").asText(body.path("operation").asText()));
            }
        }
    }

    private static ObjectNode user(JsonNode body) {
        ObjectNode user = JSON.createObjectNode();
        user.put("name", body.path("principal").asText());
        if (body.hasNonNull("fingerprint")) {
            user.put("uid", body.path("fingerprint").asText());
        }
        return user;
    }

    /** Whom an identity event is about: the principal that it names, otherwise its own. */
    private static ObjectNode concerned(JsonNode body) {
        JsonNode named = body.path("details").path("principal");
        return named.isTextual() ? JSON.createObjectNode().put("name", named.asText()) : user(body);
    }
}
