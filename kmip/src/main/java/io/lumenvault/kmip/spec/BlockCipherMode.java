package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Block Cipher Mode, KMIP 2.1 section 11 ("Block Cipher Mode Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum BlockCipherMode implements KmipEnumeration {
    CBC(row(0x01, "CBC", V1_0)),
    ECB(row(0x02, "ECB", V1_0)),
    PCBC(row(0x03, "PCBC", V1_0)),
    CFB(row(0x04, "CFB", V1_0)),
    OFB(row(0x05, "OFB", V1_0)),
    CTR(row(0x06, "CTR", V1_0)),
    CMAC(row(0x07, "CMAC", V1_0)),
    CCM(row(0x08, "CCM", V1_0)),
    GCM(row(0x09, "GCM", V1_0)),
    CBC_MAC(row(0x0A, "CBC-MAC", V1_0)),
    XTS(row(0x0B, "XTS", V1_0)),
    AESKEYWRAPPADDING(row(0x0C, "AESKeyWrapPadding", V1_0)),
    NISTKEYWRAP(row(0x0D, "NISTKeyWrap", V1_0)),
    X9_102_AESKW(row(0x0E, "X9.102 AESKW", V1_0)),
    X9_102_TDKW(row(0x0F, "X9.102 TDKW", V1_0)),
    X9_102_AKW1(row(0x10, "X9.102 AKW1", V1_0)),
    X9_102_AKW2(row(0x11, "X9.102 AKW2", V1_0)),
    AEAD(row(0x12, "AEAD", V1_4));

    private final EnumerationValue value;

    BlockCipherMode(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
