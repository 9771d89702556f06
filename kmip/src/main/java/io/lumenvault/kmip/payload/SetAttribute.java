package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Set Attribute: gives an attribute of one instance a value, whether it has one or not (2.1 section 6.1.51). */
public final class SetAttribute {

    private static final Layout REQUEST = Layout.of("Set Attribute Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            required(Tag.NEW_ATTRIBUTE).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Set Attribute Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.SET_ATTRIBUTE, Request::read, Response::read);

    private SetAttribute() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     */
    public record Request(UniqueIdentifier uniqueIdentifier, Attribute attribute) implements RequestPayload {
        public Request {
            Objects.requireNonNull(attribute, "attribute");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)), PayloadFields.newAttribute(fields));
        }

        @Override
        public Operation operation() {
            return Operation.SET_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .put(PayloadFields.newAttribute(attribute, version)).structure();
        }
    }

    /** The response. */
    public record Response(String uniqueIdentifier) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.SET_ATTRIBUTE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
