package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** FIPS186 Variation, KMIP 2.1 section 11 ("FIPS186 Variation Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum Fips186Variation implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    GP_X_ORIGINAL(row(0x02, "GP x-Original", V1_3)),
    GP_X_CHANGE_NOTICE(row(0x03, "GP x-Change Notice", V1_3)),
    X_ORIGINAL(row(0x04, "x-Original", V1_3)),
    X_CHANGE_NOTICE(row(0x05, "x-Change Notice", V1_3)),
    K_ORIGINAL(row(0x06, "k-Original", V1_3)),
    K_CHANGE_NOTICE(row(0x07, "k-Change Notice", V1_3));

    private final EnumerationValue value;

    Fips186Variation(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
