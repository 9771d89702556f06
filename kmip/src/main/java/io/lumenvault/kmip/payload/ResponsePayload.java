package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;

/** What one operation answers. */
public interface ResponsePayload {

    /** The operation. */
    Operation operation();

    /** The Response Payload structure for a version. */
    Structure toStructure(ProtocolVersion version);

    /** True where this answer sets or empties the ID Placeholder (1.4 section 4). */
    default boolean changesPlaceholder() {
        return false;
    }

    /** The identifier for the ID Placeholder, or null to empty it; of use where {@link #changesPlaceholder()}. */
    default String placeholder() {
        return null;
    }
}
