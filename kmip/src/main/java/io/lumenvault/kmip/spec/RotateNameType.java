package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;

/** Rotate Name Type, KMIP 2.1 section 11 ("Rotate Name Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum RotateNameType implements KmipEnumeration {
    UNINTERPRETED_TEXT_STRING(row(0x01, "Uninterpreted Text String", V2_1)),
    URI(row(0x02, "URI", V2_1));

    private final EnumerationValue value;

    RotateNameType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
