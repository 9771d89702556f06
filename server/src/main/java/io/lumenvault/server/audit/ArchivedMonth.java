package io.lumenvault.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.audit.AuditRow;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * That the bodies of a month were put into an archive, as the log itself records it, signed by the log's key. Only such months may lack
 * bodies.
 *
 * @param month as {@code yyyy-MM}, by UTC
 * @param entries number of bodies in the archive
 * @param digest SHA-256 of the archive's {@code entries.jsonl} in hexadecimal
 * @param signature signature line of a checkpoint whose origin names log and month, whose size is the number of entries and whose root is
 *     the digest
 * @param leaves digest of the indexes of the entries' leaves ({@link LeafSet}); null in records of releases that did not say which
 */
public record ArchivedMonth(String month, long entries, String digest, String signature, String leaves) {

    /** Name of the operation in the log. */
    static final String OPERATION = "Archive Audit Month";

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    public ArchivedMonth {
        Objects.requireNonNull(month, "month");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(signature, "signature");
    }

    /** The statement that is signed. */
    static Checkpoint statement(String origin, YearMonth month, long entries, byte[] digest) {
        return new Checkpoint(origin + "/archive/" + month, entries, digest);
    }

    static String of(OffsetDateTime time) {
        return MONTH.format(time.toInstant());
    }

    /** The record in the log. */
    AuditEvent event() {
        AuditEvent event = AuditEvent.system("audit", OPERATION, Result.SERVED, null,
                Map.of("month", month, "entries", Long.toString(entries), "sha256", digest, "signature", signature));
        return leaves == null ? event : event.with("leaves", leaves);
    }

    /** What an entry says about an archive, if it is of that kind and the log's own. */
    static Optional<ArchivedMonth> declaredBy(AuditRow entry) {
        if (!entry.operation().equals(OPERATION) || !entry.result().equals(Result.SERVED.text())
                || !entry.principal().equals(Actor.system("audit").name())) {
            return Optional.empty();
        }
        return recordedIn(entry.body());
    }

    /** What the body of an entry of that kind says. */
    static Optional<ArchivedMonth> recordedIn(byte[] body) {
        try {
            JsonNode details = JSON.readTree(body).path("details");
            return Optional.of(new ArchivedMonth(details.path("month").asText(), details.path("entries").asLong(),
                    details.path("sha256").asText(), details.path("signature").asText(),
                    details.has("leaves") ? details.path("leaves").asText() : null));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether the log's key says the same: an entry alone could be anybody's who can write into the database. */
    boolean signedBy(NoteKey key, String origin) {
        try {
            Checkpoint statement = statement(origin, YearMonth.parse(month), entries, HexFormat.of().parseHex(digest));
            return new SignedNote(statement, SignedNote.signatures(signature + "\n")).signedBy(key);
        } catch (IllegalArgumentException | java.time.DateTimeException malformed) {
            return false;
        }
    }
}
