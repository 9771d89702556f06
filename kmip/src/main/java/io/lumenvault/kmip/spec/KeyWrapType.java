package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Key Wrap Type, KMIP 2.1 section 11 ("Key Wrap Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum KeyWrapType implements KmipEnumeration {
    NOT_WRAPPED(row(0x01, "Not Wrapped", V1_4)),
    AS_REGISTERED(row(0x02, "As Registered", V1_4));

    private final EnumerationValue value;

    KeyWrapType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
