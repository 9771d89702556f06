package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;

/** Key Value Location Type, KMIP 2.1 section 11 ("Key Value Location Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum KeyValueLocationType implements KmipEnumeration {
    UNINTERPRETED_TEXT_STRING(row(0x01, "Uninterpreted Text String", V1_2)),
    URI(row(0x02, "URI", V1_2));

    private final EnumerationValue value;

    KeyValueLocationType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
