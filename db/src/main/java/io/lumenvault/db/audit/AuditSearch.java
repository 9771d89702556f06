package io.lumenvault.db.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A search of the audit log, newest first; null means no condition.
 *
 * @param since earliest time, included
 * @param until latest time, excluded
 * @param principal exact name
 * @param object unique identifier among the objects concerned
 * @param link QKD link
 * @param operation exact operation
 * @param result served, refused or failed
 * @param words words in lower case, all of which the entry's body must contain
 * @param scope whose entries are searched; null for those of all
 * @param before only entries that stand before this one: the page after one already seen
 * @param limit most entries to return, 1 to 10,000
 */
public record AuditSearch(Instant since, Instant until, String principal, UUID object, String link, String operation,
        String result, List<String> words, AuditScope scope, LogPosition before, int limit) {

    public AuditSearch {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit " + limit + " is not between 1 and 10000");
        }
        words = List.copyOf(words);
    }

    /** A search of the entries of all. */
    public AuditSearch(Instant since, Instant until, String principal, UUID object, String link, String operation, String result,
            List<String> words, LogPosition before, int limit) {
        this(since, until, principal, object, link, operation, result, words, null, before, limit);
    }

    /** The page that follows one that ended at this position. */
    public AuditSearch continuedBefore(LogPosition position) {
        return new AuditSearch(since, until, principal, object, link, operation, result, words, scope, position, limit);
    }
}
