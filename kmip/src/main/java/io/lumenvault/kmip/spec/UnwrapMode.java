package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** Unwrap Mode, KMIP 2.1 section 11 ("Unwrap Mode Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum UnwrapMode implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    PROCESSED(row(0x02, "Processed", V1_3)),
    NOT_PROCESSED(row(0x03, "Not Processed", V1_3));

    private final EnumerationValue value;

    UnwrapMode(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
