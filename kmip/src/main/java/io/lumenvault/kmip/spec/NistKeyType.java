package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** NIST Key Type, KMIP 2.1 section 11 ("NIST Key Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum NistKeyType implements KmipEnumeration {
    PRIVATE_SIGNATURE_KEY(row(0x01, "Private signature key", V2_0)),
    PUBLIC_SIGNATURE_VERIFICATION_KEY(row(0x02, "Public signature verification key", V2_0)),
    SYMMETRIC_AUTHENTICATION_KEY(row(0x03, "Symmetric authentication key", V2_0)),
    PRIVATE_AUTHENTICATION_KEY(row(0x04, "Private authentication key", V2_0)),
    PUBLIC_AUTHENTICATION_KEY(row(0x05, "Public authentication key", V2_0)),
    SYMMETRIC_DATA_ENCRYPTION_KEY(row(0x06, "Symmetric data encryption key", V2_0)),
    SYMMETRIC_KEY_WRAPPING_KEY(row(0x07, "Symmetric key wrapping key", V2_0)),
    SYMMETRIC_RANDOM_NUMBER_GENERATION_KEY(row(0x08, "Symmetric random number generation key", V2_0)),
    SYMMETRIC_MASTER_KEY(row(0x09, "Symmetric master key", V2_0)),
    PRIVATE_KEY_TRANSPORT_KEY(row(0x0A, "Private key transport key", V2_0)),
    PUBLIC_KEY_TRANSPORT_KEY(row(0x0B, "Public key transport key", V2_0)),
    SYMMETRIC_KEY_AGREEMENT_KEY(row(0x0C, "Symmetric key agreement key", V2_0)),
    PRIVATE_STATIC_KEY_AGREEMENT_KEY(row(0x0D, "Private static key agreement key", V2_0)),
    PUBLIC_STATIC_KEY_AGREEMENT_KEY(row(0x0E, "Public static key agreement key", V2_0)),
    PRIVATE_EPHEMERAL_KEY_AGREEMENT_KEY(row(0x0F, "Private ephemeral key agreement key", V2_0)),
    PUBLIC_EPHEMERAL_KEY_AGREEMENT_KEY(row(0x10, "Public ephemeral key agreement key", V2_0)),
    SYMMETRIC_AUTHORIZATION_KEY(row(0x11, "Symmetric authorization key", V2_0)),
    PRIVATE_AUTHORIZATION_KEY(row(0x12, "Private authorization key", V2_0)),
    PUBLIC_AUTHORIZATION_KEY(row(0x13, "Public authorization key", V2_0));

    private final EnumerationValue value;

    NistKeyType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
