package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Recommended Curve, KMIP 2.1 section 11 ("Recommended Curve Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum RecommendedCurve implements KmipEnumeration {
    P_192(row(0x01, "P-192", V1_0)),
    K_163(row(0x02, "K-163", V1_0)),
    B_163(row(0x03, "B-163", V1_0)),
    P_224(row(0x04, "P-224", V1_0)),
    K_233(row(0x05, "K-233", V1_0)),
    B_233(row(0x06, "B-233", V1_0)),
    P_256(row(0x07, "P-256", V1_0)),
    K_283(row(0x08, "K-283", V1_0)),
    B_283(row(0x09, "B-283", V1_0)),
    P_384(row(0x0A, "P-384", V1_0)),
    K_409(row(0x0B, "K-409", V1_0)),
    B_409(row(0x0C, "B-409", V1_0)),
    P_521(row(0x0D, "P-521", V1_0)),
    K_571(row(0x0E, "K-571", V1_0)),
    B_571(row(0x0F, "B-571", V1_0)),
    SECP112R1(row(0x10, "SECP112R1", V1_2)),
    SECP112R2(row(0x11, "SECP112R2", V1_2)),
    SECP128R1(row(0x12, "SECP128R1", V1_2)),
    SECP128R2(row(0x13, "SECP128R2", V1_2)),
    SECP160K1(row(0x14, "SECP160K1", V1_2)),
    SECP160R1(row(0x15, "SECP160R1", V1_2)),
    SECP160R2(row(0x16, "SECP160R2", V1_2)),
    SECP192K1(row(0x17, "SECP192K1", V1_2)),
    SECP224K1(row(0x18, "SECP224K1", V1_2)),
    SECP256K1(row(0x19, "SECP256K1", V1_2)),
    SECT113R1(row(0x1A, "SECT113R1", V1_2)),
    SECT113R2(row(0x1B, "SECT113R2", V1_2)),
    SECT131R1(row(0x1C, "SECT131R1", V1_2)),
    SECT131R2(row(0x1D, "SECT131R2", V1_2)),
    SECT163R1(row(0x1E, "SECT163R1", V1_2)),
    SECT193R1(row(0x1F, "SECT193R1", V1_2)),
    SECT193R2(row(0x20, "SECT193R2", V1_2)),
    SECT239K1(row(0x21, "SECT239K1", V1_2)),
    ANSIX9P192V2(row(0x22, "ANSIX9P192V2", V1_2)),
    ANSIX9P192V3(row(0x23, "ANSIX9P192V3", V1_2)),
    ANSIX9P239V1(row(0x24, "ANSIX9P239V1", V1_2)),
    ANSIX9P239V2(row(0x25, "ANSIX9P239V2", V1_2)),
    ANSIX9P239V3(row(0x26, "ANSIX9P239V3", V1_2)),
    ANSIX9C2PNB163V1(row(0x27, "ANSIX9C2PNB163V1", V1_2)),
    ANSIX9C2PNB163V2(row(0x28, "ANSIX9C2PNB163V2", V1_2)),
    ANSIX9C2PNB163V3(row(0x29, "ANSIX9C2PNB163V3", V1_2)),
    ANSIX9C2PNB176V1(row(0x2A, "ANSIX9C2PNB176V1", V1_2)),
    ANSIX9C2TNB191V1(row(0x2B, "ANSIX9C2TNB191V1", V1_2)),
    ANSIX9C2TNB191V2(row(0x2C, "ANSIX9C2TNB191V2", V1_2)),
    ANSIX9C2TNB191V3(row(0x2D, "ANSIX9C2TNB191V3", V1_2)),
    ANSIX9C2PNB208W1(row(0x2E, "ANSIX9C2PNB208W1", V1_2)),
    ANSIX9C2TNB239V1(row(0x2F, "ANSIX9C2TNB239V1", V1_2)),
    ANSIX9C2TNB239V2(row(0x30, "ANSIX9C2TNB239V2", V1_2)),
    ANSIX9C2TNB239V3(row(0x31, "ANSIX9C2TNB239V3", V1_2)),
    ANSIX9C2PNB272W1(row(0x32, "ANSIX9C2PNB272W1", V1_2)),
    ANSIX9C2PNB304W1(row(0x33, "ANSIX9C2PNB304W1", V1_2)),
    ANSIX9C2TNB359V1(row(0x34, "ANSIX9C2TNB359V1", V1_2)),
    ANSIX9C2PNB368W1(row(0x35, "ANSIX9C2PNB368W1", V1_2)),
    ANSIX9C2TNB431R1(row(0x36, "ANSIX9C2TNB431R1", V1_2)),
    BRAINPOOLP160R1(row(0x37, "BRAINPOOLP160R1", V1_2)),
    BRAINPOOLP160T1(row(0x38, "BRAINPOOLP160T1", V1_2)),
    BRAINPOOLP192R1(row(0x39, "BRAINPOOLP192R1", V1_2)),
    BRAINPOOLP192T1(row(0x3A, "BRAINPOOLP192T1", V1_2)),
    BRAINPOOLP224R1(row(0x3B, "BRAINPOOLP224R1", V1_2)),
    BRAINPOOLP224T1(row(0x3C, "BRAINPOOLP224T1", V1_2)),
    BRAINPOOLP256R1(row(0x3D, "BRAINPOOLP256R1", V1_2)),
    BRAINPOOLP256T1(row(0x3E, "BRAINPOOLP256T1", V1_2)),
    BRAINPOOLP320R1(row(0x3F, "BRAINPOOLP320R1", V1_2)),
    BRAINPOOLP320T1(row(0x40, "BRAINPOOLP320T1", V1_2)),
    BRAINPOOLP384R1(row(0x41, "BRAINPOOLP384R1", V1_2)),
    BRAINPOOLP384T1(row(0x42, "BRAINPOOLP384T1", V1_2)),
    BRAINPOOLP512R1(row(0x43, "BRAINPOOLP512R1", V1_2)),
    BRAINPOOLP512T1(row(0x44, "BRAINPOOLP512T1", V1_2)),
    CURVE25519(row(0x45, "CURVE25519", V2_0)),
    CURVE448(row(0x46, "CURVE448", V2_0));

    private final EnumerationValue value;

    RecommendedCurve(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
