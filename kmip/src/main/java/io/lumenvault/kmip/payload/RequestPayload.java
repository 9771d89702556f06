package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;

/** What one operation is asked to do. */
public interface RequestPayload {

    /** The operation. */
    Operation operation();

    /** The Request Payload structure for a version. */
    Structure toStructure(ProtocolVersion version);
}
