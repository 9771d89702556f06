package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Adjustment Type, KMIP 2.1 section 11 ("Adjustment Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum AdjustmentType implements KmipEnumeration {
    INCREMENT(row(0x01, "Increment", V2_0)),
    DECREMENT(row(0x02, "Decrement", V2_0)),
    NEGATE(row(0x03, "Negate", V2_0));

    private final EnumerationValue value;

    AdjustmentType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
