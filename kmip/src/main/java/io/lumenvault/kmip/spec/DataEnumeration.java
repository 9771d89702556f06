package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

/** Data, KMIP 2.1 section 11 ("Data Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum DataEnumeration implements KmipEnumeration {
    DECRYPT(row(0x01, "Decrypt", V2_0)),
    ENCRYPT(row(0x02, "Encrypt", V2_0)),
    HASH(row(0x03, "Hash", V2_0)),
    MAC_MAC_DATA(row(0x04, "MAC MAC Data", V2_0)),
    RNG_RETRIEVE(row(0x05, "RNG Retrieve", V2_0)),
    SIGN_SIGNATURE_DATA(row(0x06, "Sign Signature Data", V2_0)),
    SIGNATURE_VERIFY(row(0x07, "Signature Verify", V2_0));

    private final EnumerationValue value;

    DataEnumeration(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
