package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;

/** Wrapping Method, KMIP 2.1 section 11 ("Wrapping Method Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum WrappingMethod implements KmipEnumeration {
    ENCRYPT(row(0x01, "Encrypt", V1_0)),
    MAC_SIGN(row(0x02, "MAC/sign", V1_0)),
    ENCRYPT_THEN_MAC_SIGN(row(0x03, "Encrypt then MAC/sign", V1_0)),
    MAC_SIGN_THEN_ENCRYPT(row(0x04, "MAC/sign then encrypt", V1_0)),
    TR_31(row(0x05, "TR-31", V1_0));

    private final EnumerationValue value;

    WrappingMethod(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
