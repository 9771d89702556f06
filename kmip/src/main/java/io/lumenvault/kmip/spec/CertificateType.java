package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Certificate Type, KMIP 2.1 section 11 ("Certificate Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum CertificateType implements KmipEnumeration {
    X_509(row(0x01, "X.509", V1_0)),
    PGP(row(0x02, "PGP", V1_0));

    private final EnumerationValue value;

    CertificateType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
