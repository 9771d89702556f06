package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.spec.ProtocolVersion;
import java.util.List;

/**
 * What a node is switched to serve beyond the standards' operations.
 *
 * @param preview the draft of 3.0, whose numbers may change
 * @param interop the operation Interop, which a production server must not have (KMIP 2.1 section 6.1.26)
 */
public record KmipFeatures(boolean preview, boolean interop) {

    /** The protocol versions that are served, highest first. */
    public List<ProtocolVersion> versions() {
        return preview ? ProtocolVersion.withPreview() : ProtocolVersion.supported();
    }
}
