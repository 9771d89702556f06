package io.lumenvault.db.audit;

import java.util.Objects;

/**
 * A combination of columns that has occurred, as the search index knows it.
 *
 * @param principal who
 * @param protocol over which protocol
 * @param operation what was asked
 * @param result what became of it
 * @param link the QKD link, or an empty text for none
 * @param term the hash by which blocks name the combination
 */
public record AuditFacet(String principal, String protocol, String operation, String result, String link, int term) {

    public AuditFacet {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(link, "link");
    }
}
