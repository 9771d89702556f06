package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.AttributeName;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.FieldWriter;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/** Get Attributes: returns attributes of an object (1.4 section 4.12, 2.1 section 6.1.20). */
public final class GetAttributes {

    private static final Layout REQUEST = Layout.of("Get Attributes Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            repeated(Tag.ATTRIBUTE_NAME).until(V1_4), repeated(Tag.ATTRIBUTE_REFERENCE).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Get Attributes Response Payload",
            required(Tag.UNIQUE_IDENTIFIER), repeated(Tag.ATTRIBUTE).until(V1_4),
            required(Tag.ATTRIBUTES).since(V2_0));

    static final PayloadType TYPE = new PayloadType(Operation.GET_ATTRIBUTES, Request::read, Response::read);

    private GetAttributes() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param names the attributes wanted; empty for all
     */
    public record Request(UniqueIdentifier uniqueIdentifier, List<AttributeName> names) implements RequestPayload {

        public Request {
            names = List.copyOf(names);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    PayloadFields.attributeNames(fields));
        }

        @Override
        public Operation operation() {
            return Operation.GET_ATTRIBUTES;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER));
            names.forEach(name -> writer.put(PayloadFields.attributeName(name, version)));
            return writer.structure();
        }
    }

    /** The response: the attributes that exist; those that the request's version does not have are not written. */
    public record Response(String uniqueIdentifier, List<Attribute> attributes) implements ResponsePayload {

        public Response {
            attributes = List.copyOf(attributes);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER), AttributeCodec.readList(fields));
        }

        @Override
        public Operation operation() {
            return Operation.GET_ATTRIBUTES;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = RESPONSE.write(Tag.RESPONSE_PAYLOAD, version)
                    .text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier);
            AttributeCodec.writeList(writer, attributes);
            return writer.structure();
        }
    }
}
