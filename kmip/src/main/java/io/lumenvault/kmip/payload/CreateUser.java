package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Create User: makes a user (3.0 draft, section 6.1.13). */
public final class CreateUser {

    private static final Layout REQUEST = Layout.of("Create User Request Payload", required(Tag.TEMPLATE_ATTRIBUTE).until(V1_4),
            required(Tag.ATTRIBUTES).since(V2_0));
    private static final Layout RESPONSE = Layout.of("Create User Response Payload", required(Tag.UNIQUE_IDENTIFIER));

    static final PayloadType TYPE = new PayloadType(Operation.CREATE_USER, Request::read, Response::read);

    private CreateUser() {
    }

    /** The request. */
    public record Request(Attributes attributes) implements RequestPayload {
        public Request {
            Objects.requireNonNull(attributes, "attributes");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(PayloadFields.attributes(fields, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES));
        }

        @Override
        public Operation operation() {
            return Operation.CREATE_USER;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(PayloadFields.attributes(attributes, Tag.TEMPLATE_ATTRIBUTE, Tag.ATTRIBUTES, version))
                    .structure();
        }
    }

    /** The response. */
    public record Response(String uniqueIdentifier) implements PlaceholderResponse {
        public Response {
            Objects.requireNonNull(uniqueIdentifier, "uniqueIdentifier");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).text(Tag.UNIQUE_IDENTIFIER));
        }

        @Override
        public Operation operation() {
            return Operation.CREATE_USER;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .structure();
        }
    }
}
