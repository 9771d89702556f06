package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Usage Limits Unit, KMIP 2.1 section 11 ("Usage Limits Unit Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum UsageLimitsUnit implements KmipEnumeration {
    BYTE(row(0x01, "Byte", V1_0)),
    OBJECT(row(0x02, "Object", V1_0));

    private final EnumerationValue value;

    UsageLimitsUnit(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
