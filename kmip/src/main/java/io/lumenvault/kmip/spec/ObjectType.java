package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Object Type, KMIP 2.1 section 11 ("Object Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum ObjectType implements KmipEnumeration {
    CERTIFICATE(row(0x01, "Certificate", V1_0)),
    SYMMETRIC_KEY(row(0x02, "Symmetric Key", V1_0)),
    PUBLIC_KEY(row(0x03, "Public Key", V1_0)),
    PRIVATE_KEY(row(0x04, "Private Key", V1_0)),
    SPLIT_KEY(row(0x05, "Split Key", V1_0)),
    TEMPLATE(row(0x06, "Template", V1_0, V1_4)),
    SECRET_DATA(row(0x07, "Secret Data", V1_0)),
    OPAQUE_OBJECT(row(0x08, "Opaque Object", V1_0)),
    PGP_KEY(row(0x09, "PGP Key", V1_2)),
    CERTIFICATE_REQUEST(row(0x0A, "Certificate Request", V2_0)),
    USER(row(0x0B, "User", V3_0)),
    GROUP(row(0x0C, "Group", V3_0)),
    PASSWORD_CREDENTIAL(row(0x0D, "Password Credential", V3_0)),
    DEVICE_CREDENTIAL(row(0x0E, "Device Credential", V3_0)),
    ONE_TIME_PASSWORD_CREDENTIAL(row(0x0F, "One Time Password Credential", V3_0)),
    HASHED_PASSWORD_CREDENTIAL(row(0x10, "Hashed Password Credential", V3_0));

    private final EnumerationValue value;

    ObjectType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
