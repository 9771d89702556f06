package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** Validation Authority Type, KMIP 2.1 section 11 ("Validation Authority Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ValidationAuthorityType implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    NIST_CMVP(row(0x02, "NIST CMVP", V1_3)),
    COMMON_CRITERIA(row(0x03, "Common Criteria", V1_3));

    private final EnumerationValue value;

    ValidationAuthorityType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
