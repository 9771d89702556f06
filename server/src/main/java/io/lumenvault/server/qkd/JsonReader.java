package io.lumenvault.server.qkd;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads small JSON objects strictly: one object, no member twice, nothing after it. Holds no key material. */
final class JsonReader {

    private static final int MAX_DEPTH = 16;
    /** Names of members are kept by nobody: whatever a caller writes there is gone with the request. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonReader() {}

    /** The object in {@code bytes}, or a refusal that says where it cannot be read. */
    static ObjectNode object(byte[] bytes, int offset, int length) {
        try {
            JsonNode read = MAPPER.readTree(bytes, offset, length);
            if (read instanceof ObjectNode object) {
                return object;
            }
            throw Malformed.request("the JSON text shall be an object", "found",
                    read == null ? "nothing" : read.getNodeType().toString().toLowerCase(java.util.Locale.ROOT));
        } catch (JsonProcessingException malformed) {
            throw Malformed.request("the JSON text cannot be read", "position", position(malformed));
        } catch (IOException unreadable) {
            throw Malformed.request("the JSON text cannot be read");
        }
    }

    /** Says where, and never repeats what was sent. */
    private static String position(JsonProcessingException malformed) {
        var location = malformed.getLocation();
        return location == null ? "unknown" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A member that must be a text of 1 to 256 characters, without NUL: the database holds none. */
    static String text(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isTextual() || value.textValue().isEmpty() || value.textValue().length() > 256
                || value.textValue().indexOf('\0') >= 0) {
            throw Malformed.request("'" + name + "' is wrong", name, "shall be a text of 1 to 256 characters, none of them NUL");
        }
        return value.textValue();
    }

    /** The same, or null when it is absent or null. */
    static String optionalText(ObjectNode object, String name) {
        return object.hasNonNull(name) ? text(object, name) : null;
    }

    /** A member that must be a whole number within bounds. */
    static long integer(ObjectNode object, String name, long least, long most) {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()
                || value.longValue() < least || value.longValue() > most) {
            throw Malformed.request("'" + name + "' is wrong", name, "shall be a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    /** The same, or null when it is absent or null. */
    static Long optionalInteger(ObjectNode object, String name, long least, long most) {
        return object.hasNonNull(name) ? integer(object, name, least, most) : null;
    }

    /** A member that must be a number within bounds. */
    static double number(ObjectNode object, String name, double least, double most) {
        JsonNode value = object.get(name);
        if (value == null || !value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw Malformed.request("'" + name + "' is wrong", name, "shall be a number from " + least + " to " + most);
        }
        return value.doubleValue();
    }

    /** The same, or null when it is absent or null. */
    static Double optionalNumber(ObjectNode object, String name, double least, double most) {
        return object.hasNonNull(name) ? number(object, name, least, most) : null;
    }
}
