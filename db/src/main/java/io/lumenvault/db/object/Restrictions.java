package io.lumenvault.db.object;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;

/**
 * What binds one object beyond its KMIP dates; null where nothing does.
 *
 * @param protectUntil end of its originator-usage period (NIST SP 800-57 Part 1 section 5.3.6)
 * @param processUntil end of its recipient-usage period
 * @param holdReason why it is suspended (SP 800-57 Part 1 section 7: Suspended), or null when it is not
 * @param holdBy who suspended it
 * @param holdSince when
 * @param holdUntil when the suspension ends by itself, or null for when it is released
 * @param archived KMIP Archive Date: its material is in archival storage
 * @param destroyAt when a destruction that was asked for takes place
 * @param replacedBy the key that was made to replace it
 */
@Embeddable
public record Restrictions(
        @Column(name = "protect_until") Instant protectUntil,
        @Column(name = "process_until") Instant processUntil,
        @Column(name = "hold_reason") String holdReason,
        @Column(name = "hold_by") String holdBy,
        @Column(name = "hold_since") Instant holdSince,
        @Column(name = "hold_until") Instant holdUntil,
        @Column(name = "archive_date") Instant archived,
        @Column(name = "destroy_at") Instant destroyAt,
        @Column(name = "replaced_by") UUID replacedBy) {

    public static final Restrictions NONE = new Restrictions(null, null, null, null, null, null, null, null, null);

    /** Whether the object is suspended at {@code now}. */
    public boolean suspended(Instant now) {
        return holdReason != null && (holdUntil == null || holdUntil.isAfter(now));
    }

    public Restrictions withLimits(Instant protect, Instant process) {
        return new Restrictions(protect, process, holdReason, holdBy, holdSince, holdUntil, archived, destroyAt, replacedBy);
    }

    /** Suspended, or with null for all released. */
    public Restrictions withHold(String reason, String by, Instant since, Instant until) {
        return new Restrictions(protectUntil, processUntil, reason, by, since, until, archived, destroyAt, replacedBy);
    }

    public Restrictions withDestroyAt(Instant date) {
        return new Restrictions(protectUntil, processUntil, holdReason, holdBy, holdSince, holdUntil, archived, date, replacedBy);
    }

    public Restrictions withReplacedBy(UUID replacement) {
        return new Restrictions(protectUntil, processUntil, holdReason, holdBy, holdSince, holdUntil, archived, destroyAt, replacement);
    }
}
