package io.lumenvault.db.access;

import java.util.UUID;

/**
 * A credential that a user can be linked to: a password, or a certificate.
 *
 * @param group the group (tenant) of the officer who made it
 * @param salt of the password, or null for a certificate
 * @param iterations of the password's PBKDF2 value; 0 for a certificate
 * @param verifier the password's PBKDF2 value, or null for a certificate
 * @param fingerprint SHA-256 of the certificate's DER form in hexadecimal, or null for a password
 */
public record CredentialRow(UUID uid, String group, byte[] salt, int iterations, byte[] verifier, String fingerprint, String createdBy) {

    /** A row without its verifier in words. */
    @Override
    public String toString() {
        return "CredentialRow[" + uid + "]";
    }
}
