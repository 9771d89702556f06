package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Ephemeral: which fields of an answer are left out; a Boolean in 2.x (KMIP 3.0 draft, section 11). */
public enum Ephemeral implements KmipEnumeration {
    DATA(row(0x01, "Data", V3_0)),
    EMPTY(row(0x02, "Empty", V3_0)),
    UNIQUE_IDENTIFIER(row(0x03, "Unique Identifier", V3_0));

    private final EnumerationValue value;

    Ephemeral(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
