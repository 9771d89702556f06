package io.lumenvault.server.qkd;

import io.lumenvault.server.vault.VaultException;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Answers of ETSI GS QKD 014: a Key container, or an Error (clause 6.5). */
final class KeyAnswer {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int RETRY_SECONDS = 1;

    private KeyAnswer() {}

    /** The Error object. */
    record Error(String message, List<Map<String, String>> details) {}

    /** Writes the container and wipes it. */
    static Response of(byte[] container) {
        StreamingOutput body = output -> {
            try {
                output.write(container);
            } finally {
                Arrays.fill(container, (byte) 0);
            }
        };
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).cacheControl(never)
                .header(HttpHeaders.CONTENT_LENGTH, container.length).build();
    }

    static Response refusal(VaultException refusal) {
        return switch (refusal.reason()) {
            // The standard defines no body for 401.
            case PERMISSION_DENIED -> Response.status(UNAUTHORIZED).build();
            case INVALID_FIELD, OBJECT_NOT_FOUND -> error(BAD_REQUEST, refusal).build();
            default -> error(SERVICE_UNAVAILABLE, refusal)
                    .header(HttpHeaders.RETRY_AFTER, refusal.waiting().map(Duration::toSeconds).orElse(0L) + RETRY_SECONDS).build();
        };
    }

    private static Response.ResponseBuilder error(int status, VaultException refusal) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(new Error(refusal.getMessage(),
                refusal.details().entrySet().stream().map(detail -> Map.of(detail.getKey(), detail.getValue())).toList()));
    }
}
