package io.lumenvault.db.client;

import java.time.Instant;
import java.util.Objects;

/**
 * A ticket.
 *
 * @param hash SHA-256 of its value
 * @param principal in whose name it is used
 * @param rights what it is limited to, in the endpoint's encoding, or null for all that the principal may do
 * @param requestsLeft requests that it is still good for, or null for no such limit
 */
public record TicketRow(byte[] hash, String principal, byte[] rights, Instant issuedAt, Instant expiresAt, Long requestsLeft) {

    public TicketRow {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
