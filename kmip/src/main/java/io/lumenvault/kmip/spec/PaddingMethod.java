package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Padding Method, KMIP 2.1 section 11 ("Padding Method Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum PaddingMethod implements KmipEnumeration {
    NONE(row(0x01, "None", V1_0)),
    OAEP(row(0x02, "OAEP", V1_0)),
    PKCS5(row(0x03, "PKCS5", V1_0)),
    SSL3(row(0x04, "SSL3", V1_0)),
    ZEROS(row(0x05, "Zeros", V1_0)),
    ANSI_X9_23(row(0x06, "ANSI X9.23", V1_0)),
    ISO_10126(row(0x07, "ISO 10126", V1_0)),
    PKCS1_V1_5(row(0x08, "PKCS1 v1.5", V1_0)),
    X9_31(row(0x09, "X9.31", V1_0)),
    PSS(row(0x0A, "PSS", V1_0));

    private final EnumerationValue value;

    PaddingMethod(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
