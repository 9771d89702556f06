package io.lumenvault.cli.pki;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What a certificate may be used for (RFC 5280, 4.2.1.12). */
public enum Purpose {

    /** Calls servers. */
    CLIENT(KeyPurposeId.id_kp_clientAuth),

    /** Serves on loopback and calls its peers: the certificate names {@code localhost} and {@code 127.0.0.1}. */
    SERVER_AND_CLIENT(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);

    private final KeyPurposeId[] identifiers;

    Purpose(KeyPurposeId... identifiers) {
        this.identifiers = identifiers;
    }

    ExtendedKeyUsage extension() {
        return new ExtendedKeyUsage(identifiers);
    }
}
