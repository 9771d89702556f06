package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Secret Data Type, KMIP 2.1 section 11 ("Secret Data Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum SecretDataType implements KmipEnumeration {
    PASSWORD(row(0x01, "Password", V1_0)),
    SEED(row(0x02, "Seed", V1_0));

    private final EnumerationValue value;

    SecretDataType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
