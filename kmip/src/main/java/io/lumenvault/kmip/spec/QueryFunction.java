package io.lumenvault.kmip.spec;

import static io.lumenvault.kmip.spec.EnumerationValue.row;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V3_0;

/** Query Function, KMIP 2.1 section 11 ("Query Function Enumeration") and KMIP 1.4 section 9.1.3.2. */
public enum QueryFunction implements KmipEnumeration {
    QUERY_OPERATIONS(row(0x01, "Query Operations", V1_0)),
    QUERY_OBJECTS(row(0x02, "Query Objects", V1_0)),
    QUERY_SERVER_INFORMATION(row(0x03, "Query Server Information", V1_0)),
    QUERY_APPLICATION_NAMESPACES(row(0x04, "Query Application Namespaces", V1_0)),
    QUERY_EXTENSION_LIST(row(0x05, "Query Extension List", V1_1)),
    QUERY_EXTENSION_MAP(row(0x06, "Query Extension Map", V1_1)),
    QUERY_ATTESTATION_TYPES(row(0x07, "Query Attestation Types", V1_2)),
    QUERY_RNGS(row(0x08, "Query RNGs", V1_3)),
    QUERY_VALIDATIONS(row(0x09, "Query Validations", V1_3)),
    QUERY_PROFILES(row(0x0A, "Query Profiles", V1_3)),
    QUERY_CAPABILITIES(row(0x0B, "Query Capabilities", V1_3)),
    QUERY_CLIENT_REGISTRATION_METHODS(row(0x0C, "Query Client Registration Methods", V1_3)),
    QUERY_DEFAULTS_INFORMATION(row(0x0D, "Query Defaults Information", V2_0)),
    QUERY_STORAGE_PROTECTION_MASKS(row(0x0E, "Query Storage Protection Masks", V2_0)),
    QUERY_CREDENTIAL_INFORMATION(row(0x0F, "Query Credential Information", V3_0));

    private final EnumerationValue value;

    QueryFunction(EnumerationValue value) {
        this.value = value;
    }

    @Override
    public EnumerationValue value() {
        return value;
    }
}
