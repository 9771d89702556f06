package io.lumenvault.db.approval;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What one person has said to a request.
 *
 * @param approval the request
 * @param approver the person
 * @param approved false for a refusal
 * @param reason why, a name from a fixed list
 * @param ticket where it is written down
 */
public record VoteRow(UUID approval, String approver, boolean approved, String reason, String ticket, Instant time) {

    public VoteRow {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(approver, "approver");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(time, "time");
    }
}
