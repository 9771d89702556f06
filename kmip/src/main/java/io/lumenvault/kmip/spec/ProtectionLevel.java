package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Protection Level, KMIP 2.1 section 11 ("Protection Level Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ProtectionLevel implements KmipEnumeration {
    HIGH(row(0x01, "High", V2_0)),
    LOW(row(0x02, "Low", V2_0));

    private final EnumerationValue value;

    ProtectionLevel(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
