package io.lumenvault.cli.pki;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The files by which a principal proves who it is.
 *
 * @param id the principal's name: the certificate's common name
 * @param certificate the X.509 certificate, PEM
 * @param key the private key, PKCS#8 in PEM, mode 0600
 */
public record Credential(String id, Path certificate, Path key) {

    /** Checks that nothing is missing. */
    public Credential {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
    }
}
