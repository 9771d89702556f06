package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** Client Registration Method, KMIP 2.1 section 11 ("Client Registration Method Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ClientRegistrationMethod implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    SERVER_PRE_GENERATED(row(0x02, "Server Pre-Generated", V1_3)),
    SERVER_ON_DEMAND(row(0x03, "Server On-Demand", V1_3)),
    CLIENT_GENERATED(row(0x04, "Client Generated", V1_3)),
    CLIENT_REGISTERED(row(0x05, "Client Registered", V1_3));

    private final EnumerationValue value;

    ClientRegistrationMethod(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
