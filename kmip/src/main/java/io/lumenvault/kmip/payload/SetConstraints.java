package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Set Constraints: sets what requests of the caller must keep to (2.1 section 6.1.52). */
public final class SetConstraints {

    private static final Layout REQUEST = Layout.of("Set Constraints Request Payload", required(Tag.CONSTRAINTS));
    private static final Layout RESPONSE = Layout.of("Set Constraints Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.SET_CONSTRAINTS, Request::read, Response::read);

    private SetConstraints() {
    }

    /** The request. */
    public record Request(Constraints constraints) implements RequestPayload {
        public Request {
            Objects.requireNonNull(constraints, "constraints");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(Constraints.read(fields.structure(Tag.CONSTRAINTS), version));
        }

        @Override
        public Operation operation() {
            return Operation.SET_CONSTRAINTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).put(constraints.toStructure(version)).structure();
        }
    }

    /** The response. */
    public record Response() implements ResponsePayload {

        static Response read(Structure payload, ProtocolVersion version) {
            RESPONSE.readResponse(payload, version);
            return new Response();
        }

        @Override
        public Operation operation() {
            return Operation.SET_CONSTRAINTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
