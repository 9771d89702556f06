package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Ticket Type, KMIP 2.1 section 11 ("Ticket Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum TicketType implements KmipEnumeration {
    LOGIN(row(0x01, "Login", V2_0));

    private final EnumerationValue value;

    TicketType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
