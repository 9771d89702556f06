package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

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

/** Get Attribute List: names the attributes that an object has (1.4 section 4.13, 2.1 section 6.1.21). */
public final class GetAttributeList {

    private static final Layout REQUEST =
            Layout.of("Get Attribute List Request Payload", optional(Tag.UNIQUE_IDENTIFIER));
    private static final Layout RESPONSE = Layout.of("Get Attribute List Response Payload",
            required(Tag.UNIQUE_IDENTIFIER), repeated(Tag.ATTRIBUTE_NAME).until(V1_4),
            repeated(Tag.ATTRIBUTE_REFERENCE).since(V2_0));

    static final PayloadType TYPE = new PayloadType(Operation.GET_ATTRIBUTE_LIST, Request::read, Response::read);

    private GetAttributeList() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     */
    public record Request(UniqueIdentifier uniqueIdentifier) implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)));
        }

        @Override
        public Operation operation() {
            return Operation.GET_ATTRIBUTE_LIST;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER)).structure();
        }
    }

    /** The response: names of attributes that the object has; those that the version does not have are not written. */
    public record Response(String uniqueIdentifier, List<AttributeName> names) implements ResponsePayload {

        public Response {
            names = List.copyOf(names);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER), PayloadFields.attributeNames(fields));
        }

        @Override
        public Operation operation() {
            return Operation.GET_ATTRIBUTE_LIST;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            FieldWriter writer = RESPONSE.write(Tag.RESPONSE_PAYLOAD, version)
                    .text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier);
            names.forEach(name -> writer.put(AttributeCodec.writeName(name, version)));
            return writer.structure();
        }
    }
}
