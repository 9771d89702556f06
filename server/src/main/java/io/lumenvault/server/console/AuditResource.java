package io.lumenvault.server.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.audit.AuditScope;
import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.SearchPage;
import io.lumenvault.ground.CalendarInstant;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Requires;
import io.lumenvault.server.audit.LogSearch;
import io.lumenvault.server.audit.LogVerification;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.audit.SearchCursors;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/** The auditor's view of the log: search and verification. */
@Path("/console/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Permission.AUDIT_READ)
@RunOnVirtualThread
public class AuditResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_WORDS = 16;
    /** Well below what a silent connection is allowed. */
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Semaphore VERIFYING = new Semaphore(2);

    private final ConsoleRequest request;
    private final LogSearch log;
    private final SearchCursors cursors;
    private final LogVerification verification;
    private final PrincipalDirectory directory;
    private final ObjectMapper json;

    AuditResource(ConsoleRequest request, LogSearch log, SearchCursors cursors, LogVerification verification, PrincipalDirectory directory,
            ObjectMapper json) {
        this.json = json;
        this.cursors = cursors;
        this.directory = directory;
        this.request = request;
        this.log = log;
        this.verification = verification;
    }

    /** An entry as it is shown; {@code index} is null until the sequencer has given it a leaf, and for those who see one group alone. */
    public record Entry(UUID event, Long index, Instant time, String principal, String protocol, String operation,
            List<UUID> objects, String link, String result, String reason) {}

    /**
     * A page of entries, newest first. {@code next} is the {@code cursor} with which the search goes on, or null at the end of the log;
     * while it is not null there may be more, even where this page has fewer entries than the limit.
     */
    public record Page(List<Entry> entries, String next) {}

    @GET
    public Page search(@RestQuery String since, @RestQuery String until, @RestQuery String principal,
            @RestQuery String object, @RestQuery String link, @RestQuery String operation, @RestQuery String result,
            @RestQuery String text, @RestQuery String cursor, @RestQuery String limit) {
        Map<String, String> facts = EvidenceResource.facts("since", since, "until", until, "searched_principal", principal,
                "object", object, "searched_link", link, "searched_operation", operation, "searched_result", result, "text", text);
        return request.audited("Search Audit", facts, () -> {
            Group own = request.group();
            AuditSearch search = new AuditSearch(
                    parse("since", since, CalendarInstant::parse), parse("until", until, CalendarInstant::parse), principal,
                    parse("object", object, UUID::fromString), link, operation, result(result), words(text), scope(own), null,
                    limit == null ? DEFAULT_LIMIT : parse("limit", limit, AuditResource::limit));
            String searcher = own.name() + " " + request.caller().name();
            LogPosition before = parse("cursor", cursor, sealed -> cursors.open(sealed, searcher, search));
            SearchPage found = log.page(search.continuedBefore(before));
            return new Page(found.entries().stream().map(entry -> entry(own, entry)).toList(),
                    found.next() == null ? null : cursors.seal(found.next(), searcher, search));
        });
    }

    /** Recomputes the tree from the stored entries and compares it with every signed head. */
    @GET
    @Path("verify")
    @Requires(Permission.AUDIT_VERIFY)
    public StreamingOutput verify() {
        PatientAnswer<LogVerification.Report> report = request.audited("Verify Audit", () -> PatientAnswer.begin(this::verifyOnce, PAUSE));
        return out -> report.write(json, out);
    }

    /** Verifications go on where their callers have left; only so many go on at a time. */
    private LogVerification.Report verifyOnce() {
        if (!VERIFYING.tryAcquire()) {
            throw new VaultException(Reason.BUSY, "the log is being verified; try again later");
        }
        try {
            return verification.verify();
        } finally {
            VERIFYING.release();
        }
    }

    /** Those of a group see what its principals did, and what happened on its links; those of the node see all. */
    private AuditScope scope(Group own) {
        return own.isNode() ? null : new AuditScope(List.copyOf(directory.members(own)), directory.links(own));
    }

    /** The index counts the entries of all groups, so it is shown to those who see all. */
    private static Entry entry(Group own, FoundEntry found) {
        var row = found.row();
        return new Entry(row.eventId(), own.isNode() ? found.leafIndex() : null, row.time(), row.principal(), row.protocol(), row.operation(),
                row.objects(), row.link(), row.result(), row.reason());
    }

    private static String result(String text) {
        Result result = parse("result", text, Result::named);
        return result == null ? null : result.text();
    }

    private static List<String> words(String text) {
        List<String> words = text == null ? List.of() : LogSearch.words(text);
        if (text != null && (words.isEmpty() || words.size() > MOST_WORDS)) {
            throw new VaultException(Reason.INVALID_FIELD, "text '" + text + "' cannot be searched for: write 1 to " + MOST_WORDS
                    + " words of letters or digits");
        }
        return words;
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("not between 1 and 10000");
        }
        return limit;
    }

    private static <T> T parse(String name, String text, Function<String, T> parser) {
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeParseException | IllegalArgumentException malformed) {
            throw new VaultException(Reason.INVALID_FIELD, name + " '" + text + "' cannot be read: " + expected(name));
        }
    }

    private static String expected(String name) {
        return switch (name) {
            case "since", "until" -> "write an instant such as 2026-01-31T12:00:00Z";
            case "object" -> "write a UUID";
            case "cursor" -> "write what 'next' of the page before said, in the same search";
            case "result" -> "write " + Arrays.stream(Result.values()).map(Result::text).collect(Collectors.joining(" or "));
            default -> "write a whole number, for limit from 1 to 10000";
        };
    }
}
