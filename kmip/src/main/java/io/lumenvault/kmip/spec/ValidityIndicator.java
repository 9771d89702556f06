package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Validity Indicator, KMIP 2.1 section 11 ("Validity Indicator Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ValidityIndicator implements KmipEnumeration {
    VALID(row(0x01, "Valid", V1_0)),
    INVALID(row(0x02, "Invalid", V1_0)),
    UNKNOWN(row(0x03, "Unknown", V1_0));

    private final EnumerationValue value;

    ValidityIndicator(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
