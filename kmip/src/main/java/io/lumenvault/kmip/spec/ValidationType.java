package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** Validation Type, KMIP 2.1 section 11 ("Validation Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ValidationType implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    HARDWARE(row(0x02, "Hardware", V1_3)),
    SOFTWARE(row(0x03, "Software", V1_3)),
    FIRMWARE(row(0x04, "Firmware", V1_3)),
    HYBRID(row(0x05, "Hybrid", V1_3));

    private final EnumerationValue value;

    ValidationType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
