package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Asynchronous Indicator, KMIP 2.1 section 11 ("Asynchronous Indicator Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum AsynchronousIndicator implements KmipEnumeration {
    MANDATORY(row(0x01, "Mandatory", V2_0)),
    OPTIONAL(row(0x02, "Optional", V2_0)),
    PROHIBITED(row(0x03, "Prohibited", V2_0));

    private final EnumerationValue value;

    AsynchronousIndicator(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
