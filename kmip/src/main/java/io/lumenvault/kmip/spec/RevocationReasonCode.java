package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Revocation Reason Code, KMIP 2.1 section 11 ("Revocation Reason Code Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum RevocationReasonCode implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_0)),
    KEY_COMPROMISE(row(0x02, "Key Compromise", V1_0)),
    CA_COMPROMISE(row(0x03, "CA Compromise", V1_0)),
    AFFILIATION_CHANGED(row(0x04, "Affiliation Changed", V1_0)),
    SUPERSEDED(row(0x05, "Superseded", V1_0)),
    CESSATION_OF_OPERATION(row(0x06, "Cessation of Operation", V1_0)),
    PRIVILEGE_WITHDRAWN(row(0x07, "Privilege Withdrawn", V1_0));

    private final EnumerationValue value;

    RevocationReasonCode(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
