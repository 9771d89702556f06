package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Mask Generator, KMIP 2.1 section 11 ("Mask Generator Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum MaskGenerator implements KmipEnumeration {
    MGF1(row(0x01, "MGF1", V1_4));

    private final EnumerationValue value;

    MaskGenerator(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
