package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Operation, KMIP 2.1 section 11 ("Operation Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum Operation implements KmipEnumeration {
    CREATE(row(0x01, "Create", V1_0)),
    CREATE_KEY_PAIR(row(0x02, "Create Key Pair", V1_0)),
    REGISTER(row(0x03, "Register", V1_0)),
    RE_KEY(row(0x04, "Re-key", V1_0)),
    DERIVE_KEY(row(0x05, "Derive Key", V1_0)),
    CERTIFY(row(0x06, "Certify", V1_0)),
    RE_CERTIFY(row(0x07, "Re-certify", V1_0)),
    LOCATE(row(0x08, "Locate", V1_0)),
    CHECK(row(0x09, "Check", V1_0)),
    GET(row(0x0A, "Get", V1_0)),
    GET_ATTRIBUTES(row(0x0B, "Get Attributes", V1_0)),
    GET_ATTRIBUTE_LIST(row(0x0C, "Get Attribute List", V1_0)),
    ADD_ATTRIBUTE(row(0x0D, "Add Attribute", V1_0)),
    MODIFY_ATTRIBUTE(row(0x0E, "Modify Attribute", V1_0)),
    DELETE_ATTRIBUTE(row(0x0F, "Delete Attribute", V1_0)),
    OBTAIN_LEASE(row(0x10, "Obtain Lease", V1_0)),
    GET_USAGE_ALLOCATION(row(0x11, "Get Usage Allocation", V1_0)),
    ACTIVATE(row(0x12, "Activate", V1_0)),
    REVOKE(row(0x13, "Revoke", V1_0)),
    DESTROY(row(0x14, "Destroy", V1_0)),
    ARCHIVE(row(0x15, "Archive", V1_0)),
    RECOVER(row(0x16, "Recover", V1_0)),
    VALIDATE(row(0x17, "Validate", V1_0)),
    QUERY(row(0x18, "Query", V1_0)),
    CANCEL(row(0x19, "Cancel", V1_0)),
    POLL(row(0x1A, "Poll", V1_0)),
    NOTIFY(row(0x1B, "Notify", V1_0)),
    PUT(row(0x1C, "Put", V1_0)),
    RE_KEY_KEY_PAIR(row(0x1D, "Re-key Key Pair", V1_1)),
    DISCOVER_VERSIONS(row(0x1E, "Discover Versions", V1_1)),
    ENCRYPT(row(0x1F, "Encrypt", V1_2)),
    DECRYPT(row(0x20, "Decrypt", V1_2)),
    SIGN(row(0x21, "Sign", V1_2)),
    SIGNATURE_VERIFY(row(0x22, "Signature Verify", V1_2)),
    MAC(row(0x23, "MAC", V1_2)),
    MAC_VERIFY(row(0x24, "MAC Verify", V1_2)),
    RNG_RETRIEVE(row(0x25, "RNG Retrieve", V1_2)),
    RNG_SEED(row(0x26, "RNG Seed", V1_2)),
    HASH(row(0x27, "Hash", V1_2)),
    CREATE_SPLIT_KEY(row(0x28, "Create Split Key", V1_2)),
    JOIN_SPLIT_KEY(row(0x29, "Join Split Key", V1_2)),
    IMPORT(row(0x2A, "Import", V1_4)),
    EXPORT(row(0x2B, "Export", V1_4)),
    LOG(row(0x2C, "Log", V2_0)),
    LOGIN(row(0x2D, "Login", V2_0)),
    LOGOUT(row(0x2E, "Logout", V2_0)),
    DELEGATED_LOGIN(row(0x2F, "Delegated Login", V2_0)),
    ADJUST_ATTRIBUTE(row(0x30, "Adjust Attribute", V2_0)),
    SET_ATTRIBUTE(row(0x31, "Set Attribute", V2_0)),
    SET_ENDPOINT_ROLE(row(0x32, "Set Endpoint Role", V2_0)),
    PKCS_11(row(0x33, "PKCS#11", V2_0)),
    INTEROP(row(0x34, "Interop", V2_0)),
    RE_PROVISION(row(0x35, "Re-Provision", V2_0)),
    SET_DEFAULTS(row(0x36, "Set Defaults", V2_1)),
    SET_CONSTRAINTS(row(0x37, "Set Constraints", V2_1)),
    GET_CONSTRAINTS(row(0x38, "Get Constraints", V2_1)),
    QUERY_ASYNCHRONOUS_REQUESTS(row(0x39, "Query Asynchronous Requests", V2_1)),
    PROCESS(row(0x3A, "Process", V2_1)),
    PING(row(0x3B, "Ping", V2_1)),
    CREATE_GROUP(row(0x3C, "Create Group", V3_0)),
    OBLITERATE(row(0x3D, "Obliterate", V3_0)),
    CREATE_USER(row(0x3E, "Create User", V3_0)),
    CREATE_CREDENTIAL(row(0x3F, "Create Credential", V3_0)),
    DEACTIVATE(row(0x40, "Deactivate", V3_0)),
    ENCAPSULATE(row(0x41, "Encapsulate", V3_0)),
    DECAPSULATE(row(0x42, "Decapsulate", V3_0));

    private final EnumerationValue value;

    Operation(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
