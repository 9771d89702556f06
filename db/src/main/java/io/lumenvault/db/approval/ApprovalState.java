package io.lumenvault.db.approval;

import java.util.Locale;

/** Where a request under approval stands. */
public enum ApprovalState {
    /** Not enough have approved yet. */
    PENDING,
    /** Enough have approved: the requester may repeat the request, once. */
    APPROVED,
    /** Somebody has refused; that ends it. */
    REFUSED,
    /** Its time is over, or the rule has changed since it was asked. */
    EXPIRED,
    /** The request was carried out. */
    CONSUMED;

    /** As rows write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ApprovalState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
