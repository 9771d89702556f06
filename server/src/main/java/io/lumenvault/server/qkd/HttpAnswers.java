package io.lumenvault.server.qkd;

import io.lumenvault.server.vault.VaultException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Answers of the ingest and peer interfaces other than success. */
final class HttpAnswers {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int RETRY_SECONDS = 1;

    private HttpAnswers() {}

    /** The body of an error answer. */
    record ErrorBody(String message, List<Map<String, String>> details) {}

    static Response refusal(VaultException refusal) {
        int status = switch (refusal.reason()) {
            case PERMISSION_DENIED -> FORBIDDEN;
            case INVALID_FIELD -> BAD_REQUEST;
            case OBJECT_ALREADY_EXISTS, WRONG_KEY_LIFECYCLE_STATE, APPROVAL_NEEDED, CONFLICT -> CONFLICT;
            case BUSY -> TOO_MANY;
            default -> SERVICE_UNAVAILABLE;
        };
        List<Map<String, String>> details = refusal.details().isEmpty() ? List.of() : List.of(refusal.details());
        return status == SERVICE_UNAVAILABLE || status == TOO_MANY ? later(status, refusal.getMessage())
                : builder(status, refusal.getMessage(), details).build();
    }

    /** An answer that asks to come again. */
    static Response later(int status, String message) {
        return builder(status, message, List.of()).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build();
    }

    private static Response.ResponseBuilder builder(int status, String message, List<Map<String, String>> details) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(new ErrorBody(message, details));
    }
}
