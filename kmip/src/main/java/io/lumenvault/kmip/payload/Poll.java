package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Poll: asks whether a pending operation is done (1.4 section 4.28, 2.1 section 6.1.38). */
public final class Poll {

    private static final Layout REQUEST = Layout.of("Poll Request Payload", required(Tag.ASYNCHRONOUS_CORRELATION_VALUE));

    static final PayloadType TYPE = new PayloadType(Operation.POLL, Request::read, Response::read);

    private Poll() {
    }

    /**
     * The request.
     *
     * @param asynchronousCorrelationValue names the pending operation
     */
    public record Request(byte[] asynchronousCorrelationValue) implements RequestPayload {
        public Request {
            Objects.requireNonNull(asynchronousCorrelationValue, "asynchronousCorrelationValue");
        }

        static Request read(Structure payload, ProtocolVersion version) {
            return new Request(REQUEST.readRequest(payload, version).bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE));
        }

        @Override
        public Operation operation() {
            return Operation.POLL;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE, asynchronousCorrelationValue).structure();
        }
    }

    /**
     * The response once the operation is done: the payload that the operation itself would have answered. A client that knows
     * which operation it was reads the batch item as an answer to that one.
     */
    public record Response(Structure payload) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(payload, "payload");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(payload);
        }

        @Override
        public Operation operation() {
            return Operation.POLL;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return payload;
        }
    }
}
