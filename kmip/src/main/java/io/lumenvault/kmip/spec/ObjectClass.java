package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Object Class (KMIP 3.0 draft, section 11). */
public enum ObjectClass implements KmipEnumeration {
    USER(row(0x01, "User", V3_0)),
    SYSTEM(row(0x02, "System", V3_0));

    private final EnumerationValue value;

    ObjectClass(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
