package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Endpoint Role, KMIP 2.1 section 11 ("Endpoint Role Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum EndpointRole implements KmipEnumeration {
    CLIENT(row(0x01, "Client", V2_0)),
    SERVER(row(0x02, "Server", V2_0));

    private final EnumerationValue value;

    EndpointRole(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
