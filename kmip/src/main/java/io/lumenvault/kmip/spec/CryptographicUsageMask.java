package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Cryptographic Usage Mask, KMIP 2.1 section 12 and KMIP 1.4 section 9.1.3.3 ("Cryptographic Usage Mask"). */
public enum CryptographicUsageMask implements KmipMask {
    SIGN(row(0x00000001, "Sign", V1_0)),
    VERIFY(row(0x00000002, "Verify", V1_0)),
    ENCRYPT(row(0x00000004, "Encrypt", V1_0)),
    DECRYPT(row(0x00000008, "Decrypt", V1_0)),
    WRAP_KEY(row(0x00000010, "Wrap Key", V1_0)),
    UNWRAP_KEY(row(0x00000020, "Unwrap Key", V1_0)),
    EXPORT(row(0x00000040, "Export", V1_0, V1_4)),
    MAC_GENERATE(row(0x00000080, "MAC Generate", V1_0)),
    MAC_VERIFY(row(0x00000100, "MAC Verify", V1_0)),
    DERIVE_KEY(row(0x00000200, "Derive Key", V1_0)),
    CONTENT_COMMITMENT_NON_REPUDIATION(row(0x00000400, "Content Commitment (Non Repudiation)", V1_0, V1_4)),
    KEY_AGREEMENT(row(0x00000800, "Key Agreement", V1_0)),
    CERTIFICATE_SIGN(row(0x00001000, "Certificate Sign", V1_0)),
    CRL_SIGN(row(0x00002000, "CRL Sign", V1_0)),
    GENERATE_CRYPTOGRAM(row(0x00004000, "Generate Cryptogram", V1_0, V1_4)),
    VALIDATE_CRYPTOGRAM(row(0x00008000, "Validate Cryptogram", V1_0, V1_4)),
    TRANSLATE_ENCRYPT(row(0x00010000, "Translate Encrypt", V1_0, V1_4)),
    TRANSLATE_DECRYPT(row(0x00020000, "Translate Decrypt", V1_0, V1_4)),
    TRANSLATE_WRAP(row(0x00040000, "Translate Wrap", V1_0, V1_4)),
    TRANSLATE_UNWRAP(row(0x00080000, "Translate Unwrap", V1_0, V1_4)),
    AUTHENTICATE(row(0x00100000, "Authenticate", V2_0)),
    UNRESTRICTED(row(0x00200000, "Unrestricted", V2_0)),
    FPE_ENCRYPT(row(0x00400000, "FPE Encrypt", V2_0)),
    FPE_DECRYPT(row(0x00800000, "FPE Decrypt", V2_0));

    private final EnumerationValue value;

    CryptographicUsageMask(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
