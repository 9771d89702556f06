package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;

/** Encoding Option, KMIP 2.1 section 11 ("Encoding Option Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum EncodingOption implements KmipEnumeration {
    NO_ENCODING(row(0x01, "No Encoding", V1_1)),
    TTLV_ENCODING(row(0x02, "TTLV Encoding", V1_1));

    private final EnumerationValue value;

    EncodingOption(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
