package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Digital Signature Algorithm, KMIP 2.1 section 11 ("Digital Signature Algorithm Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum DigitalSignatureAlgorithm implements KmipEnumeration {
    MD2_WITH_RSA_ENCRYPTION_PKCS_1_V1_5(row(0x01, "MD2 with RSA Encryption (PKCS#1 v1.5)", V1_1).printedIn2("MD2 with RSA Encryption")),
    MD5_WITH_RSA_ENCRYPTION_PKCS_1_V1_5(row(0x02, "MD5 with RSA Encryption (PKCS#1 v1.5)", V1_1).printedIn2("MD5 with RSA Encryption")),
    SHA_1_WITH_RSA_ENCRYPTION_PKCS_1_V1_5(row(0x03, "SHA-1 with RSA Encryption (PKCS#1 v1.5)", V1_1).printedIn2("SHA-1 with RSA Encryption")),
    SHA_224_WITH_RSA_ENCRYPTION_PKCS_1_V1_5(row(0x04, "SHA-224 with RSA Encryption (PKCS#1 v1.5)", V1_1).printedIn2("SHA-224 with RSA Encryption")),
    SHA_256_WITH_RSA_ENCRYPTION_PKCS_1_V1_5(row(0x05, "SHA-256 with RSA Encryption (PKCS#1 v1.5)", V1_1).printedIn2("SHA-256 with RSA Encryption")),
    SHA_384_WITH_RSA_ENCRYPTION_PKCS_1_V1_5(row(0x06, "SHA-384 with RSA Encryption (PKCS#1 v1.5)", V1_1).printedIn2("SHA-384 with RSA Encryption")),
    SHA_512_WITH_RSA_ENCRYPTION_PKCS_1_V1_5(row(0x07, "SHA-512 with RSA Encryption (PKCS#1 v1.5)", V1_1).printedIn2("SHA-512 with RSA Encryption")),
    RSASSA_PSS_PKCS_1_V2_1(row(0x08, "RSASSA-PSS (PKCS#1 v2.1)", V1_1).printedIn2("RSASSA-PSS")),
    DSA_WITH_SHA_1(row(0x09, "DSA with SHA-1", V1_1)),
    DSA_WITH_SHA224(row(0x0A, "DSA with SHA224", V1_1)),
    DSA_WITH_SHA256(row(0x0B, "DSA with SHA256", V1_1)),
    ECDSA_WITH_SHA_1(row(0x0C, "ECDSA with SHA-1", V1_1)),
    ECDSA_WITH_SHA224(row(0x0D, "ECDSA with SHA224", V1_1)),
    ECDSA_WITH_SHA256(row(0x0E, "ECDSA with SHA256", V1_1)),
    ECDSA_WITH_SHA384(row(0x0F, "ECDSA with SHA384", V1_1)),
    ECDSA_WITH_SHA512(row(0x10, "ECDSA with SHA512", V1_1)),
    SHA3_256_WITH_RSA_ENCRYPTION(row(0x11, "SHA3-256 with RSA Encryption", V1_4)),
    SHA3_384_WITH_RSA_ENCRYPTION(row(0x12, "SHA3-384 with RSA Encryption", V1_4)),
    SHA3_512_WITH_RSA_ENCRYPTION(row(0x13, "SHA3-512 with RSA Encryption", V1_4));

    private final EnumerationValue value;

    DigitalSignatureAlgorithm(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
