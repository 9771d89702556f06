package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** RNG Mode, KMIP 2.1 section 11 ("RNG Mode Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum RngMode implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    SHARED_INSTANTIATION(row(0x02, "Shared Instantiation", V1_3)),
    NON_SHARED_INSTANTIATION(row(0x03, "Non-Shared Instantiation", V1_3));

    private final EnumerationValue value;

    RngMode(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
