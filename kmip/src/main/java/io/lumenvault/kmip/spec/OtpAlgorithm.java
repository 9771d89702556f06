package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** OTP Algorithm (KMIP 3.0 draft, section 11). */
public enum OtpAlgorithm implements KmipEnumeration {
    HOTP(row(0x01, "HOTP", V3_0)),
    TOTP(row(0x02, "TOTP", V3_0));

    private final EnumerationValue value;

    OtpAlgorithm(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
