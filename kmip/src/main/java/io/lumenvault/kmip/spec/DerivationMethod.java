package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Derivation Method, KMIP 2.1 section 11 ("Derivation Method Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum DerivationMethod implements KmipEnumeration {
    PBKDF2(row(0x01, "PBKDF2", V1_0)),
    HASH(row(0x02, "HASH", V1_0)),
    HMAC(row(0x03, "HMAC", V1_0)),
    ENCRYPT(row(0x04, "ENCRYPT", V1_0)),
    NIST800_108_C(row(0x05, "NIST800-108-C", V1_0)),
    NIST800_108_F(row(0x06, "NIST800-108-F", V1_0)),
    NIST800_108_DPI(row(0x07, "NIST800-108-DPI", V1_0)),
    ASYMMETRIC_KEY(row(0x08, "Asymmetric Key", V1_4)),
    AWS_SIGNATURE_VERSION_4(row(0x09, "AWS Signature Version 4", V2_0)),
    HKDF(row(0x0A, "HKDF", V2_0));

    private final EnumerationValue value;

    DerivationMethod(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
