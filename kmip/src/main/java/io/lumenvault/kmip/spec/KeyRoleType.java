package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;

/** Key Role Type, KMIP 2.1 section 11 ("Key Role Type Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum KeyRoleType implements KmipEnumeration {
    BDK(row(0x01, "BDK", V1_0)),
    CVK(row(0x02, "CVK", V1_0)),
    DEK(row(0x03, "DEK", V1_0)),
    MKAC(row(0x04, "MKAC", V1_0)),
    MKSMC(row(0x05, "MKSMC", V1_0)),
    MKSMI(row(0x06, "MKSMI", V1_0)),
    MKDAC(row(0x07, "MKDAC", V1_0)),
    MKDN(row(0x08, "MKDN", V1_0)),
    MKCP(row(0x09, "MKCP", V1_0)),
    MKOTH(row(0x0A, "MKOTH", V1_0)),
    KEK(row(0x0B, "KEK", V1_0)),
    MAC16609(row(0x0C, "MAC16609", V1_0)),
    MAC97971(row(0x0D, "MAC97971", V1_0)),
    MAC97972(row(0x0E, "MAC97972", V1_0)),
    MAC97973(row(0x0F, "MAC97973", V1_0)),
    MAC97974(row(0x10, "MAC97974", V1_0)),
    MAC97975(row(0x11, "MAC97975", V1_0)),
    ZPK(row(0x12, "ZPK", V1_0)),
    PVKIBM(row(0x13, "PVKIBM", V1_0)),
    PVKPVV(row(0x14, "PVKPVV", V1_0)),
    PVKOTH(row(0x15, "PVKOTH", V1_0)),
    DUKPT(row(0x16, "DUKPT", V1_4)),
    IV(row(0x17, "IV", V1_4)),
    TRKBK(row(0x18, "TRKBK", V1_4));

    private final EnumerationValue value;

    KeyRoleType(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
