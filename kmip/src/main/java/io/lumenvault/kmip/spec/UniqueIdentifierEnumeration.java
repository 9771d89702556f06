package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Unique Identifier, KMIP 2.1 section 11 ("Unique Identifier Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum UniqueIdentifierEnumeration implements KmipEnumeration {
    ID_PLACEHOLDER(row(0x01, "ID Placeholder", V2_0)),
    CERTIFY(row(0x02, "Certify", V2_0)),
    CREATE(row(0x03, "Create", V2_0)),
    CREATE_KEY_PAIR(row(0x04, "Create Key Pair", V2_0)),
    CREATE_KEY_PAIR_PRIVATE_KEY(row(0x05, "Create Key Pair Private Key", V2_0)),
    CREATE_KEY_PAIR_PUBLIC_KEY(row(0x06, "Create Key Pair Public Key", V2_0)),
    CREATE_SPLIT_KEY(row(0x07, "Create Split Key", V2_0)),
    DERIVE_KEY(row(0x08, "Derive Key", V2_0)),
    IMPORT(row(0x09, "Import", V2_0)),
    JOIN_SPLIT_KEY(row(0x0A, "Join Split Key", V2_0)),
    LOCATE(row(0x0B, "Locate", V2_0)),
    REGISTER(row(0x0C, "Register", V2_0)),
    RE_KEY(row(0x0D, "Re-key", V2_0)),
    RE_CERTIFY(row(0x0E, "Re-certify", V2_0)),
    RE_KEY_KEY_PAIR(row(0x0F, "Re-key Key Pair", V2_0)),
    RE_KEY_KEY_PAIR_PRIVATE_KEY(row(0x10, "Re-key Key Pair Private Key", V2_0)),
    RE_KEY_KEY_PAIR_PUBLIC_KEY(row(0x11, "Re-key Key Pair Public Key", V2_0)),
    RE_PROVISION(row(0x12, "Re-Provision", V3_0)),
    CREATE_USER(row(0x13, "Create User", V3_0)),
    CREATE_GROUP(row(0x14, "Create Group", V3_0)),
    CREATE_CREDENTIAL(row(0x15, "Create Credential", V3_0));

    private final EnumerationValue value;

    UniqueIdentifierEnumeration(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
