package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Name Type, KMIP 2.1 section 11 ("Name Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum NameType implements KmipEnumeration {
    UNINTERPRETED_TEXT_STRING(row(0x01, "Uninterpreted Text String", V1_0)),
    URI(row(0x02, "URI", V1_0));

    private final EnumerationValue value;

    NameType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
