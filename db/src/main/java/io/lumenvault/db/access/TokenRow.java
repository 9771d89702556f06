package io.lumenvault.db.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A service token, without its secret.
 *
 * @param id what the token is called
 * @param hash SHA-256 of its secret
 * @param principal whom it stands for
 * @param roles names of the roles that it is limited to
 * @param issuedBy name of the officer
 * @param issuedAt when
 * @param expiresAt until when it is good
 * @param revokedAt since when it is revoked, or null
 */
public record TokenRow(UUID id, byte[] hash, String principal, List<String> roles, String issuedBy, Instant issuedAt, Instant expiresAt,
        Instant revokedAt) {

    public TokenRow {
        hash = hash.clone();
        roles = List.copyOf(roles);
    }
}
