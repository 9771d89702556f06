package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.ProtocolVersion;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a node is switched to serve beyond the standards' operations.
 *
 * @param preview the draft of 3.0, whose numbers may change
 * @param interop the operation Interop, which a production server must not have (KMIP 2.1 section 6.1.26)
 * @param tripleDes keys for 3DES, which NIST SP 800-131A has disallowed for protection since 2024: for old clients
 * @param trustAnchors the authorities at which Validate lets a chain of certificates end
 */
public record KmipFeatures(boolean preview, boolean interop, boolean tripleDes, List<X509Certificate> trustAnchors) {

    public KmipFeatures {
        trustAnchors = List.copyOf(trustAnchors);
    }

    /** The protocol versions that are served, highest first. */
    public List<ProtocolVersion> versions() {
        return preview ? ProtocolVersion.withPreview() : ProtocolVersion.supported();
    }
}
