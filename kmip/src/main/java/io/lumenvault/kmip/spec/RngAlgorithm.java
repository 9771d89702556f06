package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** RNG Algorithm, KMIP 2.1 section 11 ("RNG Algorithm Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum RngAlgorithm implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    FIPS_186_2(row(0x02, "FIPS 186-2", V1_3)),
    DRBG(row(0x03, "DRBG", V1_3)),
    NRBG(row(0x04, "NRBG", V1_3)),
    ANSI_X9_31(row(0x05, "ANSI X9.31", V1_3)),
    ANSI_X9_62(row(0x06, "ANSI X9.62", V1_3));

    private final EnumerationValue value;

    RngAlgorithm(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
