package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;

/** Alternative Name Type, KMIP 2.1 section 11 ("Alternative Name Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum AlternativeNameType implements KmipEnumeration {
    UNINTERPRETED_TEXT_STRING(row(0x01, "Uninterpreted Text String", V1_2)),
    URI(row(0x02, "URI", V1_2)),
    OBJECT_SERIAL_NUMBER(row(0x03, "Object Serial Number", V1_2)),
    EMAIL_ADDRESS(row(0x04, "Email Address", V1_2)),
    DNS_NAME(row(0x05, "DNS Name", V1_2)),
    X_500_DISTINGUISHED_NAME(row(0x06, "X.500 Distinguished Name", V1_2)),
    IP_ADDRESS(row(0x07, "IP Address", V1_2));

    private final EnumerationValue value;

    AlternativeNameType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
