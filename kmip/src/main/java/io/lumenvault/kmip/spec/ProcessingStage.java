package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;

/** Processing Stage, KMIP 2.1 section 11 ("Processing Stage Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ProcessingStage implements KmipEnumeration {
    SUBMITTED(row(0x01, "Submitted", V2_1)),
    IN_PROCESS(row(0x02, "In Process", V2_1)),
    COMPLETED(row(0x03, "Completed", V2_1));

    private final EnumerationValue value;

    ProcessingStage(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
