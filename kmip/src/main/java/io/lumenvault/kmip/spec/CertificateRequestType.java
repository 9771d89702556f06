package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Certificate Request Type, KMIP 2.1 section 11 ("Certificate Request Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum CertificateRequestType implements KmipEnumeration {
    CRMF(row(0x01, "CRMF", V1_0)),
    PKCS_10(row(0x02, "PKCS#10", V1_0)),
    PEM(row(0x03, "PEM", V1_0)),
    PGP(row(0x04, "PGP", V1_0, V1_4));

    private final EnumerationValue value;

    CertificateRequestType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
