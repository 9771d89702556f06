package io.lumenvault.db.access;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A credential that a user can be linked to.
 *
 * @param type {@code password}, {@code certificate}, {@code device}, {@code one-time-password} or {@code hashed-password}
 * @param group the group (tenant) of the officer who made it
 * @param principal the user that it is linked to, or null
 * @param password what tells a password; null for other types, and once it is withdrawn
 * @param fingerprint SHA-256 of the certificate's DER form in hexadecimal; null for other types
 * @param withdrawnAt since when it is good for nothing, or null
 */
public record CredentialRow(UUID uid, String type, String group, String principal, PasswordHash password, String fingerprint,
        String createdBy, Instant createdAt, Instant withdrawnAt) {

    public static final String PASSWORD = "password";
    public static final String CERTIFICATE = "certificate";
    public static final String DEVICE = "device";
    public static final String ONE_TIME_PASSWORD = "one-time-password";
    public static final String HASHED_PASSWORD = "hashed-password";

    public CredentialRow {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(group, "group");
    }

    /** A row without what tells the credential. */
    @Override
    public String toString() {
        return "CredentialRow[" + uid + ", " + type + "]";
    }
}
