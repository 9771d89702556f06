package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;

/** Attestation Type, KMIP 2.1 section 11 ("Attestation Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum AttestationType implements KmipEnumeration {
    TPM_QUOTE(row(0x01, "TPM Quote", V1_2)),
    TCG_INTEGRITY_REPORT(row(0x02, "TCG Integrity Report", V1_2)),
    SAML_ASSERTION(row(0x03, "SAML Assertion", V1_2));

    private final EnumerationValue value;

    AttestationType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
