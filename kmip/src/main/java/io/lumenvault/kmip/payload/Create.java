package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/** Create: makes a symmetric key, or Secret Data since 2.0 (1.4 section 4.1, 2.1 section 6.1.8). */
public final class Create {

    private static final Layout REQUEST = Layout.of("Create Request Payload", required(Tag.OBJECT_TYPE),
            required(Tag.TEMPLATE_ATTRIBUTE).until(V1_4), required(Tag.ATTRIBUTES).since(V2_0),
            optional(Tag.PROTECTION_STORAGE_MASKS).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Create Response Payload", required(Tag.OBJECT_TYPE),
            required(Tag.UNIQUE_IDENTIFIER), optional(Tag.TEMPLATE_ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.CREATE, Request::read, Response::read);

    private Create() {
    }

    /**
     * The request.
     *
     * @param protectionStorageMasks the acceptable masks, in order of preference; empty where none is asked for (2.x)
     */
    public record Request(ObjectType objectType, Attributes attributes, List<Integer> protectionStorageMasks)
            implements RequestPayload {

        public Request {
            Objects.requireNonNull(objectType, "objectType");
            Objects.requireNonNull(attributes, "attributes");
            protectionStorageMasks = List.copyOf(protectionStorageMasks);
        }

        /** A request without wishes about storage. */
        public Request(ObjectType objectType, Attributes attributes) {
            this(objectType, attributes, List.of());
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class),
                    PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES),
                    PayloadFields.storageMasks(fields, Tag.PROTECTION_STORAGE_MASKS));
        }

        @Override
        public Operation operation() {
            return Operation.CREATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumeration(Tag.OBJECT_TYPE, objectType)
                    .put(PayloadFields.attributes(attributes, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES, version))
                    .put(PayloadFields.storageMasks(protectionStorageMasks, Tag.PROTECTION_STORAGE_MASKS, version)).structure();
        }
    }

    /**
     * The response.
     *
     * @param implicitlySet attributes that the server set and the request did not name; sent in 1.x only
     */
    public record Response(ObjectType objectType, String uniqueIdentifier, Attributes implicitlySet)
            implements PlaceholderResponse {

        /** A response that names no attributes. */
        public Response(ObjectType objectType, String uniqueIdentifier) {
            this(objectType, uniqueIdentifier, Attributes.NONE);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.enumeration(Tag.OBJECT_TYPE, ObjectType.class),
                    fields.text(Tag.UNIQUE_IDENTIFIER),
                    PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES));
        }

        @Override
        public Operation operation() {
            return Operation.CREATE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).enumeration(Tag.OBJECT_TYPE, objectType)
                    .text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .put(PayloadFields.implicitlySet(implicitlySet, Tag.TEMPLATE_ATTRIBUTE, version)).structure();
        }
    }
}
