package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_3;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.AttestationType;
import io.lumenvault.kmip.spec.ClientRegistrationMethod;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** Query: asks what the server can do (1.4 section 4.25, 2.1 section 6.1.40). */
public final class Query {

    private static final Layout REQUEST = Layout.of("Query Request Payload", repeated(Tag.QUERY_FUNCTION),
            optional(Tag.OBJECT_GROUPS).since(V2_1));
    private static final Layout RESPONSE = Layout.of("Query Response Payload",
            repeated(Tag.OPERATION), repeated(Tag.OBJECT_TYPE), optional(Tag.VENDOR_IDENTIFICATION),
            optional(Tag.SERVER_INFORMATION), repeated(Tag.APPLICATION_NAMESPACE),
            repeated(Tag.EXTENSION_INFORMATION).since(V1_1), repeated(Tag.ATTESTATION_TYPE).since(V1_2),
            repeated(Tag.RNG_PARAMETERS).since(V1_3), repeated(Tag.PROFILE_INFORMATION).since(V1_3),
            repeated(Tag.VALIDATION_INFORMATION).since(V1_3), repeated(Tag.CAPABILITY_INFORMATION).since(V1_3),
            repeated(Tag.CLIENT_REGISTRATION_METHOD).since(V1_3), optional(Tag.DEFAULTS_INFORMATION).since(V2_0),
            optional(Tag.PROTECTION_STORAGE_MASKS).since(V2_0));

    static final PayloadType TYPE = new PayloadType(Operation.QUERY, Request::read, Response::read);

    private Query() {
    }

    /**
     * The request.
     *
     * @param objectGroups groups whose defaults are asked for (2.1), or null
     */
    public record Request(List<QueryFunction> functions, Structure objectGroups) implements RequestPayload {

        public Request {
            functions = List.copyOf(functions);
        }

        /** A request for these functions. */
        public Request(QueryFunction... functions) {
            this(List.of(functions), null);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.enumerations(Tag.QUERY_FUNCTION, QueryFunction.class),
                    fields.structure(Tag.OBJECT_GROUPS));
        }

        @Override
        public Operation operation() {
            return Operation.QUERY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumerations(Tag.QUERY_FUNCTION, functions)
                    .put(objectGroups).structure();
        }
    }

    /**
     * The response; lists are empty and single values null where the matching function was not asked for. Values and
     * fields that the request's version does not have are not written. Make one with {@link #builder()}.
     */
    public record Response(List<Operation> operations, List<ObjectType> objectTypes, String vendorIdentification, Structure
            serverInformation, List<String> applicationNamespaces, List<Structure> extensionInformation,
            List<AttestationType> attestationTypes, List<Structure> rngParameters, List<Structure>
            profileInformation, List<Structure> validationInformation, List<Structure> capabilityInformation,
            List<ClientRegistrationMethod> clientRegistrationMethods, Structure defaultsInformation, List<Integer>
            protectionStorageMasks)
            implements ResponsePayload {

        /** A response to fill in. */
        public static QueryResponseBuilder builder() {
            return new QueryResponseBuilder();
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(
                    fields.enumerations(Tag.OPERATION, Operation.class),
                    fields.enumerations(Tag.OBJECT_TYPE, ObjectType.class),
                    fields.text(Tag.VENDOR_IDENTIFICATION),
                    fields.structure(Tag.SERVER_INFORMATION),
                    fields.texts(Tag.APPLICATION_NAMESPACE),
                    fields.structures(Tag.EXTENSION_INFORMATION),
                    fields.enumerations(Tag.ATTESTATION_TYPE, AttestationType.class),
                    fields.structures(Tag.RNG_PARAMETERS),
                    fields.structures(Tag.PROFILE_INFORMATION),
                    fields.structures(Tag.VALIDATION_INFORMATION),
                    fields.structures(Tag.CAPABILITY_INFORMATION),
                    fields.enumerations(Tag.CLIENT_REGISTRATION_METHOD, ClientRegistrationMethod.class),
                    fields.structure(Tag.DEFAULTS_INFORMATION),
                    PayloadFields.storageMasks(fields, Tag.PROTECTION_STORAGE_MASKS));
        }

        @Override
        public Operation operation() {
            return Operation.QUERY;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version)
                    .enumerations(Tag.OPERATION, operations)
                    .enumerations(Tag.OBJECT_TYPE, objectTypes)
                    .text(Tag.VENDOR_IDENTIFICATION, vendorIdentification)
                    .put(serverInformation)
                    .texts(Tag.APPLICATION_NAMESPACE, applicationNamespaces)
                    .putAll(extensionInformation)
                    .enumerations(Tag.ATTESTATION_TYPE, attestationTypes)
                    .putAll(rngParameters)
                    .putAll(profileInformation)
                    .putAll(validationInformation)
                    .putAll(capabilityInformation)
                    .enumerations(Tag.CLIENT_REGISTRATION_METHOD, clientRegistrationMethods)
                    .put(defaultsInformation)
                    .put(PayloadFields.storageMasks(protectionStorageMasks, Tag.PROTECTION_STORAGE_MASKS))
                    .structure();
        }
    }
}
