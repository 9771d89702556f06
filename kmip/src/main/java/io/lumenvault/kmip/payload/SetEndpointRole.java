package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Set Endpoint Role: lets client and server change roles on a connection (2.1 sections 6.1.54 and 6.2.5). */
public final class SetEndpointRole {

    private static final Layout REQUEST = Layout.of("Set Endpoint Role Request Payload", required(Tag.ENDPOINT_ROLE));
    private static final Layout RESPONSE = Layout.of("Set Endpoint Role Response Payload", required(Tag.ENDPOINT_ROLE));

    static final PayloadType TYPE = new PayloadType(Operation.SET_ENDPOINT_ROLE, Request::read, Response::read);

    private SetEndpointRole() {
    }

    /** The request. */
    public record Request(EndpointRole role) implements RequestPayload {
        public Request {
            Objects.requireNonNull(role, "role");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(fields.enumeration(Tag.ENDPOINT_ROLE, EndpointRole.class));
        }

        @Override
        public Operation operation() {
            return Operation.SET_ENDPOINT_ROLE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).enumeration(Tag.ENDPOINT_ROLE, role).structure();
        }
    }

    /** The response. */
    public record Response(EndpointRole role) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(role, "role");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.enumeration(Tag.ENDPOINT_ROLE, EndpointRole.class));
        }

        @Override
        public Operation operation() {
            return Operation.SET_ENDPOINT_ROLE;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).enumeration(Tag.ENDPOINT_ROLE, role).structure();
        }
    }
}
