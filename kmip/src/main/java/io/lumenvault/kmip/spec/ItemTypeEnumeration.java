package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Item Type, KMIP 2.1 section 11 ("Item Type Enumeration"); in 1.x an Extension Type is an Integer. */
public enum ItemTypeEnumeration implements KmipEnumeration {
    STRUCTURE(row(0x01, "Structure", V2_0)),
    INTEGER(row(0x02, "Integer", V2_0)),
    LONG_INTEGER(row(0x03, "Long Integer", V2_0)),
    BIG_INTEGER(row(0x04, "Big Integer", V2_0)),
    ENUMERATION(row(0x05, "Enumeration", V2_0)),
    BOOLEAN(row(0x06, "Boolean", V2_0)),
    TEXT_STRING(row(0x07, "Text String", V2_0)),
    BYTE_STRING(row(0x08, "Byte String", V2_0)),
    DATE_TIME(row(0x09, "Date Time", V2_0)),
    INTERVAL(row(0x0A, "Interval", V2_0)),
    DATE_TIME_EXTENDED(row(0x0B, "Date Time Extended", V2_0)),
    IDENTIFIER(row(0x0C, "Identifier", V3_0)),
    REFERENCE(row(0x0D, "Reference", V3_0)),
    NAME_REFERENCE(row(0x0E, "Name Reference", V3_0));

    private final EnumerationValue value;

    ItemTypeEnumeration(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
