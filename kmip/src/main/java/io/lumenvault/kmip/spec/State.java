package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** State, KMIP 2.1 section 11 ("State Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum State implements KmipEnumeration {
    PRE_ACTIVE(row(0x01, "Pre-Active", V1_0)),
    ACTIVE(row(0x02, "Active", V1_0)),
    DEACTIVATED(row(0x03, "Deactivated", V1_0)),
    COMPROMISED(row(0x04, "Compromised", V1_0)),
    DESTROYED(row(0x05, "Destroyed", V1_0)),
    DESTROYED_COMPROMISED(row(0x06, "Destroyed Compromised", V1_0));

    private final EnumerationValue value;

    State(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
