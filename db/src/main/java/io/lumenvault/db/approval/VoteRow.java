package io.lumenvault.db.approval;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What one person has said to a request.
 *
 * @param approval the request
 * @param approver the person
 * @param tenant the group of that person, {@code *} for the node itself
 * @param approved false for a refusal
 * @param reason why, a name from a fixed list
 * @param ticket where it is written down
 */
public record VoteRow(UUID approval, String approver, String tenant, boolean approved, String reason, String ticket, Instant time) {

    public VoteRow {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(approver, "approver");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(time, "time");
    }

    /** The same without the person's name, for those who may not know of it. */
    public VoteRow byTenant() {
        return new VoteRow(approval, tenant, tenant, approved, reason, ticket, time);
    }
}
