package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Protection Storage Mask, KMIP 2.1 section 12 and KMIP 1.4 section 9.1.3.3 ("Protection Storage Mask"). */
public enum ProtectionStorageMask implements KmipMask {
    SOFTWARE(row(0x00000001, "Software", V2_0)),
    HARDWARE(row(0x00000002, "Hardware", V2_0)),
    ON_PROCESSOR(row(0x00000004, "On Processor", V2_0)),
    ON_SYSTEM(row(0x00000008, "On System", V2_0)),
    OFF_SYSTEM(row(0x00000010, "Off System", V2_0)),
    HYPERVISOR(row(0x00000020, "Hypervisor", V2_0)),
    OPERATING_SYSTEM(row(0x00000040, "Operating System", V2_0)),
    CONTAINER(row(0x00000080, "Container", V2_0)),
    ON_PREMISES(row(0x00000100, "On Premises", V2_0)),
    OFF_PREMISES(row(0x00000200, "Off Premises", V2_0)),
    SELF_MANAGED(row(0x00000400, "Self Managed", V2_0)),
    OUTSOURCED(row(0x00000800, "Outsourced", V2_0)),
    VALIDATED(row(0x00001000, "Validated", V2_0)),
    SAME_JURISDICTION(row(0x00002000, "Same Jurisdiction", V2_0));

    private final EnumerationValue value;

    ProtectionStorageMask(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
