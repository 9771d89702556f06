package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeCodec;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Add Attribute: gives an object a new attribute or instance (1.4 section 4.14, 2.1 section 6.1.2). */
public final class AddAttribute {

    private static final Layout REQUEST = Layout.of("Add Attribute Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            required(Tag.ATTRIBUTE).until(V1_4), required(Tag.NEW_ATTRIBUTE).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Add Attribute Response Payload",
            required(Tag.UNIQUE_IDENTIFIER), required(Tag.ATTRIBUTE).until(V1_4));

    static final PayloadType TYPE = new PayloadType(Operation.ADD_ATTRIBUTE, Request::read, Response::read);

    private AddAttribute() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param attribute the new attribute; one with an index is to be refused (Invalid Field, 1.4 section 11.15)
     */
    public record Request(UniqueIdentifier uniqueIdentifier, Attribute attribute) implements RequestPayload {

        public Request {
            Objects.requireNonNull(attribute, "attribute");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    PayloadFields.newAttribute(fields));
        }

        @Override
        public Operation operation() {
            return Operation.ADD_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .put(PayloadFields.newAttribute(attribute, version)).structure();
        }
    }

    /**
     * The response.
     *
     * @param attribute the attribute added, with its index; sent in 1.x only
     */
    public record Response(String uniqueIdentifier, Attribute attribute) implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER),
                    AttributeCodec.readAttribute(fields));
        }

        @Override
        public Operation operation() {
            return Operation.ADD_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .put(AttributeCodec.writeAttribute(attribute, version)).structure();
        }
    }
}
