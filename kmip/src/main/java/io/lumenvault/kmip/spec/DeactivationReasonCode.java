package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Deactivation Reason Code (KMIP 3.0 draft, section 11). */
public enum DeactivationReasonCode implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V3_0)),
    DEACTIVATION_DATE(row(0x02, "Deactivation Date", V3_0)),
    PROTECT_STOP_DATE(row(0x03, "Protect Stop Date", V3_0)),
    USAGE_LIMIT(row(0x04, "Usage Limit", V3_0));

    private final EnumerationValue value;

    DeactivationReasonCode(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
