package io.lumenvault.server.qkd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;

/** The body of a POST of ETSI GS QKD 014 (clause 5.1: JSON in UTF-8). */
final class JsonBody {

    private static final int MAX_BYTES = 256 << 10;

    private JsonBody() {}

    static boolean isEmpty(byte[] body) {
        return body == null || body.length == 0;
    }

    static ObjectNode read(String contentType, byte[] body) {
        if (isEmpty(body)) {
            throw Malformed.request("a request body is needed");
        }
        if (body.length > MAX_BYTES) {
            throw Malformed.request("the request body has more than " + MAX_BYTES + " bytes");
        }
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw Malformed.request("Content-Type shall be application/json", "Content-Type", type.isEmpty() ? "missing" : type);
        }
        return JsonReader.object(body, 0, body.length);
    }

    /** Parameters of a POST are in its body; taking half a request from elsewhere would give what was not asked for. */
    static void requireNoQuery(UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw Malformed.request("POST takes its parameters in the body, not in the URL");
        }
    }
}
