package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Cryptographic Algorithm, KMIP 2.1 section 11 ("Cryptographic Algorithm Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum CryptographicAlgorithm implements KmipEnumeration {
    DES(row(0x01, "DES", V1_0)),
    TRIPLE_DES(row(0x02, "3DES", V1_0)),
    AES(row(0x03, "AES", V1_0)),
    RSA(row(0x04, "RSA", V1_0)),
    DSA(row(0x05, "DSA", V1_0)),
    ECDSA(row(0x06, "ECDSA", V1_0)),
    HMAC_SHA1(row(0x07, "HMAC-SHA1", V1_0)),
    HMAC_SHA224(row(0x08, "HMAC-SHA224", V1_0)),
    HMAC_SHA256(row(0x09, "HMAC-SHA256", V1_0)),
    HMAC_SHA384(row(0x0A, "HMAC-SHA384", V1_0)),
    HMAC_SHA512(row(0x0B, "HMAC-SHA512", V1_0)),
    HMAC_MD5(row(0x0C, "HMAC-MD5", V1_0)),
    DH(row(0x0D, "DH", V1_0)),
    ECDH(row(0x0E, "ECDH", V1_0)),
    ECMQV(row(0x0F, "ECMQV", V1_0)),
    BLOWFISH(row(0x10, "Blowfish", V1_0)),
    CAMELLIA(row(0x11, "Camellia", V1_0)),
    CAST5(row(0x12, "CAST5", V1_0)),
    IDEA(row(0x13, "IDEA", V1_0)),
    MARS(row(0x14, "MARS", V1_0)),
    RC2(row(0x15, "RC2", V1_0)),
    RC4(row(0x16, "RC4", V1_0)),
    RC5(row(0x17, "RC5", V1_0)),
    SKIPJACK(row(0x18, "SKIPJACK", V1_0)),
    TWOFISH(row(0x19, "Twofish", V1_0)),
    EC(row(0x1A, "EC", V1_2)),
    ONE_TIME_PAD(row(0x1B, "One Time Pad", V1_3)),
    CHACHA20(row(0x1C, "ChaCha20", V1_4)),
    POLY1305(row(0x1D, "Poly1305", V1_4)),
    CHACHA20POLY1305(row(0x1E, "ChaCha20Poly1305", V1_4)),
    SHA3_224(row(0x1F, "SHA3-224", V1_4)),
    SHA3_256(row(0x20, "SHA3-256", V1_4)),
    SHA3_384(row(0x21, "SHA3-384", V1_4)),
    SHA3_512(row(0x22, "SHA3-512", V1_4)),
    HMAC_SHA3_224(row(0x23, "HMAC-SHA3-224", V1_4)),
    HMAC_SHA3_256(row(0x24, "HMAC-SHA3-256", V1_4)),
    HMAC_SHA3_384(row(0x25, "HMAC-SHA3-384", V1_4)),
    HMAC_SHA3_512(row(0x26, "HMAC-SHA3-512", V1_4)),
    SHAKE_128(row(0x27, "SHAKE-128", V1_4)),
    SHAKE_256(row(0x28, "SHAKE-256", V1_4)),
    ARIA(row(0x29, "ARIA", V2_0)),
    SEED(row(0x2A, "SEED", V2_0)),
    SM2(row(0x2B, "SM2", V2_0)),
    SM3(row(0x2C, "SM3", V2_0)),
    SM4(row(0x2D, "SM4", V2_0)),
    GOST_R_34_10_2012(row(0x2E, "GOST R 34.10-2012", V2_0)),
    GOST_R_34_11_2012(row(0x2F, "GOST R 34.11-2012", V2_0)),
    GOST_R_34_13_2015(row(0x30, "GOST R 34.13-2015", V2_0)),
    GOST_28147_89(row(0x31, "GOST 28147-89", V2_0)),
    XMSS(row(0x32, "XMSS", V2_0)),
    SPHINCS_256(row(0x33, "SPHINCS-256", V2_0)),
    MCELIECE(row(0x34, "McEliece", V2_0)),
    MCELIECE_6960119(row(0x35, "McEliece-6960119", V2_0)),
    MCELIECE_8192128(row(0x36, "McEliece-8192128", V2_0)),
    ED25519(row(0x37, "Ed25519", V2_0)),
    ED448(row(0x38, "Ed448", V2_0)),
    ML_KEM_512(row(0x39, "ML-KEM-512", V3_0)),
    ML_KEM_768(row(0x3A, "ML-KEM-768", V3_0)),
    ML_KEM_1024(row(0x3B, "ML-KEM-1024", V3_0)),
    ML_DSA_44(row(0x3C, "ML-DSA-44", V3_0)),
    ML_DSA_65(row(0x3D, "ML-DSA-65", V3_0)),
    ML_DSA_87(row(0x3E, "ML-DSA-87", V3_0)),
    SLH_DSA_SHA2_128S(row(0x3F, "SLH-DSA-SHA2-128s", V3_0)),
    SLH_DSA_SHA2_128F(row(0x40, "SLH-DSA-SHA2-128f", V3_0)),
    SLH_DSA_SHA2_192S(row(0x41, "SLH-DSA-SHA2-192s", V3_0)),
    SLH_DSA_SHA2_192F(row(0x42, "SLH-DSA-SHA2-192f", V3_0)),
    SLH_DSA_SHA2_256S(row(0x43, "SLH-DSA-SHA2-256s", V3_0)),
    SLH_DSA_SHA2_256F(row(0x44, "SLH-DSA-SHA2-256f", V3_0)),
    SLH_DSA_SHAKE_128S(row(0x45, "SLH-DSA-SHAKE-128s", V3_0)),
    SLH_DSA_SHAKE_128F(row(0x46, "SLH-DSA-SHAKE-128f", V3_0)),
    SLH_DSA_SHAKE_192S(row(0x47, "SLH-DSA-SHAKE-192s", V3_0)),
    SLH_DSA_SHAKE_192F(row(0x48, "SLH-DSA-SHAKE-192f", V3_0)),
    SLH_DSA_SHAKE_256S(row(0x49, "SLH-DSA-SHAKE-256s", V3_0)),
    SLH_DSA_SHAKE_256F(row(0x4A, "SLH-DSA-SHAKE-256f", V3_0));

    private final EnumerationValue value;

    CryptographicAlgorithm(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
