package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Result Status, KMIP 2.1 section 11 ("Result Status Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ResultStatus implements KmipEnumeration {
    SUCCESS(row(0x00, "Success", V1_0)),
    OPERATION_FAILED(row(0x01, "Operation Failed", V1_0)),
    OPERATION_PENDING(row(0x02, "Operation Pending", V1_0)),
    OPERATION_UNDONE(row(0x03, "Operation Undone", V1_0));

    private final EnumerationValue value;

    ResultStatus(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
