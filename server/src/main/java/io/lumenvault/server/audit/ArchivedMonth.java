package io.lumenvault.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.audit.AuditRow;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;

/**
 * That the bodies of a month were put into an archive, as the log itself records it. Only such months may lack bodies.
 *
 * @param month as {@code yyyy-MM}, by UTC
 * @param entries number of bodies in the archive
 * @param digest SHA-256 of the archive file in hexadecimal
 */
public record ArchivedMonth(String month, long entries, String digest) {

    /** Name of the operation in the log. */
    public static final String OPERATION = "Archive Audit Month";

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    public ArchivedMonth {
        Objects.requireNonNull(month, "month");
        Objects.requireNonNull(digest, "digest");
    }

    static String of(OffsetDateTime time) {
        return MONTH.format(time.toInstant());
    }

    /** What an entry says about an archive, if it is of that kind and the log's own. */
    static Optional<ArchivedMonth> declaredBy(AuditRow entry) {
        if (!entry.operation().equals(OPERATION) || !entry.result().equals(Result.SERVED.text())
                || !entry.principal().equals(Actor.system("audit").name())) {
            return Optional.empty();
        }
        try {
            JsonNode details = JSON.readTree(entry.body()).path("details");
            return Optional.of(new ArchivedMonth(details.path("month").asText(), details.path("entries").asLong(), details.path("sha256").asText()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
