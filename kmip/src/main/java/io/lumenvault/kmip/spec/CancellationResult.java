package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Cancellation Result, KMIP 2.1 section 11 ("Cancellation Result Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum CancellationResult implements KmipEnumeration {
    CANCELED(row(0x01, "Canceled", V1_0)),
    UNABLE_TO_CANCEL(row(0x02, "Unable to Cancel", V1_0)),
    COMPLETED(row(0x03, "Completed", V1_0)),
    FAILED(row(0x04, "Failed", V1_0)),
    UNAVAILABLE(row(0x05, "Unavailable", V1_0));

    private final EnumerationValue value;

    CancellationResult(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
