package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Put Function, KMIP 2.1 section 11 ("Put Function Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum PutFunction implements KmipEnumeration {
    NEW(row(0x01, "New", V1_0)),
    REPLACE(row(0x02, "Replace", V1_0));

    private final EnumerationValue value;

    PutFunction(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
