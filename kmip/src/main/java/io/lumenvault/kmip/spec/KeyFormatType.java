package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Key Format Type, KMIP 2.1 section 11 ("Key Format Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum KeyFormatType implements KmipEnumeration {
    RAW(row(0x01, "Raw", V1_0)),
    OPAQUE(row(0x02, "Opaque", V1_0)),
    PKCS_1(row(0x03, "PKCS#1", V1_0)),
    PKCS_8(row(0x04, "PKCS#8", V1_0)),
    X_509(row(0x05, "X.509", V1_0)),
    ECPRIVATEKEY(row(0x06, "ECPrivateKey", V1_0)),
    TRANSPARENT_SYMMETRIC_KEY(row(0x07, "Transparent Symmetric Key", V1_0)),
    TRANSPARENT_DSA_PRIVATE_KEY(row(0x08, "Transparent DSA Private Key", V1_0)),
    TRANSPARENT_DSA_PUBLIC_KEY(row(0x09, "Transparent DSA Public Key", V1_0)),
    TRANSPARENT_RSA_PRIVATE_KEY(row(0x0A, "Transparent RSA Private Key", V1_0)),
    TRANSPARENT_RSA_PUBLIC_KEY(row(0x0B, "Transparent RSA Public Key", V1_0)),
    TRANSPARENT_DH_PRIVATE_KEY(row(0x0C, "Transparent DH Private Key", V1_0)),
    TRANSPARENT_DH_PUBLIC_KEY(row(0x0D, "Transparent DH Public Key", V1_0)),
    TRANSPARENT_ECDSA_PRIVATE_KEY(row(0x0E, "Transparent ECDSA Private Key", V1_0, V1_4)),
    TRANSPARENT_ECDSA_PUBLIC_KEY(row(0x0F, "Transparent ECDSA Public Key", V1_0, V1_4)),
    TRANSPARENT_ECDH_PRIVATE_KEY(row(0x10, "Transparent ECDH Private Key", V1_0, V1_4)),
    TRANSPARENT_ECDH_PUBLIC_KEY(row(0x11, "Transparent ECDH Public Key", V1_0, V1_4)),
    TRANSPARENT_ECMQV_PRIVATE_KEY(row(0x12, "Transparent ECMQV Private Key", V1_0, V1_4)),
    TRANSPARENT_ECMQV_PUBLIC_KEY(row(0x13, "Transparent ECMQV Public Key", V1_0, V1_4)),
    TRANSPARENT_EC_PRIVATE_KEY(row(0x14, "Transparent EC Private Key", V1_3)),
    TRANSPARENT_EC_PUBLIC_KEY(row(0x15, "Transparent EC Public Key", V1_3)),
    PKCS_12(row(0x16, "PKCS#12", V1_4)),
    PKCS_10(row(0x17, "PKCS#10", V2_0));

    private final EnumerationValue value;

    KeyFormatType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
