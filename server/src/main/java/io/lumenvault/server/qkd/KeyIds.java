package io.lumenvault.server.qkd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The Key IDs of a "Get key with key IDs" (ETSI GS QKD 014 clause 6.4), each once and in the order asked for. */
record KeyIds(List<UUID> ids) {

    /** Clause 5.4: the message when any of the keys cannot be returned. */
    static final String NOT_FOUND = "one or more keys specified are not found on KME";
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    KeyIds {
        ids = List.copyOf(ids);
    }

    /** The one key of a GET. */
    static KeyIds ofQuery(MultivaluedMap<String, String> query) {
        List<String> given = query.get("key_ID");
        if (query.size() != 1 || given == null || given.size() != 1) {
            throw Malformed.request("GET takes exactly one key_ID and nothing else; use POST for more", "key_ID",
                    "shall be given once");
        }
        return new KeyIds(List.of(parse(given.getFirst())));
    }

    static KeyIds ofJson(ObjectNode json) {
        JsonNode list = json.get("key_IDs");
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > SupplyLimits.MAX_KEY_IDS) {
            throw Malformed.request("'key_IDs' is wrong", "key_IDs",
                    "shall be an array of 1 to " + SupplyLimits.MAX_KEY_IDS + " objects with key_ID");
        }
        Set<UUID> ids = new LinkedHashSet<>();
        for (JsonNode element : list) {
            if (!element.isObject() || !element.path("key_ID").isTextual()) {
                throw Malformed.request("'key_IDs' is wrong", "key_IDs", "each shall be an object with key_ID");
            }
            if (!ids.add(parse(element.get("key_ID").textValue()))) {
                throw Malformed.request("'key_IDs' is wrong", "key_IDs", "each key_ID shall be given once");
            }
        }
        return new KeyIds(List.copyOf(ids));
    }

    private static UUID parse(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw notFound("key_ID", "shall be a UUID");
        }
        return UUID.fromString(text);
    }

    static VaultException notFound(String name, String reason) {
        return new VaultException(Reason.OBJECT_NOT_FOUND, NOT_FOUND, Map.of(name, reason));
    }
}
