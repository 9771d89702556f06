package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** Destroy Action, KMIP 2.1 section 11 ("Destroy Action Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum DestroyAction implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    KEY_MATERIAL_DELETED(row(0x02, "Key Material Deleted", V1_3)),
    KEY_MATERIAL_SHREDDED(row(0x03, "Key Material Shredded", V1_3)),
    META_DATA_DELETED(row(0x04, "Meta Data Deleted", V1_3)),
    META_DATA_SHREDDED(row(0x05, "Meta Data Shredded", V1_3)),
    DELETED(row(0x06, "Deleted", V1_3)),
    SHREDDED(row(0x07, "Shredded", V1_3));

    private final EnumerationValue value;

    DestroyAction(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
