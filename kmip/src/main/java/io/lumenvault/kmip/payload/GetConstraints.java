package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Get Constraints: returns what requests of the caller must keep to (2.1 section 6.1.22). */
public final class GetConstraints {

    private static final Layout REQUEST = Layout.of("Get Constraints Request Payload");
    private static final Layout RESPONSE = Layout.of("Get Constraints Response Payload", required(Tag.CONSTRAINTS));

    static final PayloadType TYPE = new PayloadType(Operation.GET_CONSTRAINTS, Request::read, Response::read);

    private GetConstraints() {
    }

    /** The request. */
    public record Request() implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            REQUEST.readRequest(payload, version);
            return new Request();
        }

        @Override
        public Operation operation() {
            return Operation.GET_CONSTRAINTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).structure();
        }
    }

    /** The response. */
    public record Response(Constraints constraints) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(constraints, "constraints");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(Constraints.read(fields.structure(Tag.CONSTRAINTS), version));
        }

        @Override
        public Operation operation() {
            return Operation.GET_CONSTRAINTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).put(constraints.toStructure(version)).structure();
        }
    }
}
