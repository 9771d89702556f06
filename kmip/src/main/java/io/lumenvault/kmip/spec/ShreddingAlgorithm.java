package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;

/** Shredding Algorithm, KMIP 2.1 section 11 ("Shredding Algorithm Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ShreddingAlgorithm implements KmipEnumeration {
    UNSPECIFIED(row(0x01, "Unspecified", V1_3)),
    CRYPTOGRAPHIC(row(0x02, "Cryptographic", V1_3)),
    UNSUPPORTED(row(0x03, "Unsupported", V1_3));

    private final EnumerationValue value;

    ShreddingAlgorithm(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
