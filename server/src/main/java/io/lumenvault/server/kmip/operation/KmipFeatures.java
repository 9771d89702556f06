package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.ProtocolVersion;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node is switched to serve beyond the standards' operations.
 *
 * @param preview the draft of 3.0, whose numbers may change
 * @param interop the operation Interop, which a production server must not have (KMIP 2.1 section 6.1.26)
 * @param tripleDes keys for 3DES, which NIST SP 800-131A has disallowed for protection since 2024: for old clients
 * @param trustAnchors the authorities at which Validate lets a chain of certificates end
 * @param authority where the certification authority of Certify and Re-certify is, if there is one
 * @param clientAuthority where the authority is that signs clients' requests at Re-Provision, if there is one
 */
public record KmipFeatures(boolean preview, boolean interop, boolean tripleDes, List<X509Certificate> trustAnchors,
        Optional<CertificationAuthority.Settings> authority, Optional<CertificationAuthority.Settings> clientAuthority) {

    public KmipFeatures {
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(clientAuthority, "clientAuthority");
        trustAnchors = List.copyOf(trustAnchors);
    }

    /** The protocol versions that are served, highest first. */
    public List<ProtocolVersion> versions() {
        return preview ? ProtocolVersion.withPreview() : ProtocolVersion.supported();
    }
}
