package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Split Key Polynomial (KMIP 3.0 draft, section 11). */
public enum SplitKeyPolynomial implements KmipEnumeration {
    POLYNOMIAL_283(row(0x01, "Polynomial-283", V3_0)),
    POLYNOMIAL_285(row(0x02, "Polynomial-285", V3_0));

    private final EnumerationValue value;

    SplitKeyPolynomial(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
