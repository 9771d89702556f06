package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Storage Status Mask, KMIP 2.1 section 12 and KMIP 1.4 section 9.1.3.3 ("Storage Status Mask"). */
public enum StorageStatusMask implements KmipMask {
    ONLINE_STORAGE(row(0x00000001, "On-line storage", V1_0)),
    ARCHIVAL_STORAGE(row(0x00000002, "Archival storage", V1_0)),
    DESTROYED_STORAGE(row(0x00000004, "Destroyed storage", V2_0));

    private final EnumerationValue value;

    StorageStatusMask(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
