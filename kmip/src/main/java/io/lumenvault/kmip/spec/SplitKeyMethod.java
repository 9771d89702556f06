package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Split Key Method, KMIP 2.1 section 11 ("Split Key Method Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum SplitKeyMethod implements KmipEnumeration {
    XOR(row(0x01, "XOR", V1_0)),
    POLYNOMIAL_SHARING_GF_216(row(0x02, "Polynomial Sharing GF (216)", V1_0)),
    POLYNOMIAL_SHARING_PRIME_FIELD(row(0x03, "Polynomial Sharing Prime Field", V1_0)),
    POLYNOMIAL_SHARING_GF_28(row(0x04, "Polynomial Sharing GF (28)", V1_4));

    private final EnumerationValue value;

    SplitKeyMethod(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
