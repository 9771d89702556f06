package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** DRBG Algorithm, KMIP 2.1 section 11 ("DRBG Algorithm Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum DrbgAlgorithm implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    DUAL_EC(row(0x02, "Dual-EC", V1_3)),
    HASH(row(0x03, "Hash", V1_3)),
    HMAC(row(0x04, "HMAC", V1_3)),
    CTR(row(0x05, "CTR", V1_3));

    private final EnumerationValue value;

    DrbgAlgorithm(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
