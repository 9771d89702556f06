package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Credential Type, KMIP 2.1 section 11 ("Credential Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum CredentialType implements KmipEnumeration {
    USERNAME_AND_PASSWORD(row(0x01, "Username and Password", V1_0)),
    DEVICE(row(0x02, "Device", V1_1)),
    ATTESTATION(row(0x03, "Attestation", V1_2)),
    ONE_TIME_PASSWORD(row(0x04, "One Time Password", V2_0)),
    HASHED_PASSWORD(row(0x05, "Hashed Password", V2_0)),
    TICKET(row(0x06, "Ticket", V2_0)),
    PASSWORD(row(0x07, "Password", V3_0)),
    CERTIFICATE(row(0x08, "Certificate", V3_0));

    private final EnumerationValue value;

    CredentialType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
