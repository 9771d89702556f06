package io.lumenvault.db.access;

import java.util.Objects;

/**
 * A client certificate that stands for nobody any more.
 *
 * @param fingerprint SHA-256 of its DER form in hexadecimal
 * @param principal whom it stood for
 * @param wasBound whether it was bound to the principal, for whom bound certificates alone stand then
 */
public record RevokedCertificate(String fingerprint, String principal, boolean wasBound) {

    public RevokedCertificate {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(principal, "principal");
    }
}
