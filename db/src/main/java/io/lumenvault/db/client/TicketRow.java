package io.lumenvault.db.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A ticket.
 *
 * @param hash SHA-256 of its value
 * @param principal in whose name it is used
 * @param rights what it is limited to, in the endpoint's encoding, or null for all that the principal may do
 * @param requestsLeft requests that it is still good for, or null for no such limit
 * @param credentials the user's credentials that it was obtained by; none where a client certificate was all
 * @param certificate SHA-256 of the client certificate that it was obtained beside, in hexadecimal; null where that was not kept
 */
public record TicketRow(byte[] hash, String principal, byte[] rights, Instant issuedAt, Instant expiresAt, Long requestsLeft,
        List<UUID> credentials, String certificate) {

    public TicketRow {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        credentials = List.copyOf(credentials);
    }
}
