package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Batch Error Continuation Option, KMIP 2.1 section 11 ("Batch Error Continuation Option Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum BatchErrorContinuationOption implements KmipEnumeration {
    CONTINUE(row(0x01, "Continue", V1_0)),
    STOP(row(0x02, "Stop", V1_0)),
    UNDO(row(0x03, "Undo", V1_0));

    private final EnumerationValue value;

    BatchErrorContinuationOption(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
