package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Interop Function, KMIP 2.1 section 11 ("Interop Function Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum InteropFunction implements KmipEnumeration {
    BEGIN(row(0x01, "Begin", V2_0)),
    END(row(0x02, "End", V2_0)),
    RESET(row(0x03, "Reset", V2_0));

    private final EnumerationValue value;

    InteropFunction(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
