package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Process: has a pending operation carried out at once (2.1 section 6.1.39). */
public final class Process {

    private static final Layout REQUEST = Layout.of("Process Request Payload", required(Tag.ASYNCHRONOUS_CORRELATION_VALUE));
    private static final Layout RESPONSE = Layout.of("Process Response Payload");

    static final PayloadType TYPE = new PayloadType(Operation.PROCESS, Request::read, Response::read);

    private Process() {
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
            return Operation.PROCESS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE, asynchronousCorrelationValue).structure();
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
            return Operation.PROCESS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).structure();
        }
    }
}
