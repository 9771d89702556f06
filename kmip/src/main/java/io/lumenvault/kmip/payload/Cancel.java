package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.CancellationResult;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.Objects;

/** Cancel: gives up a pending operation (1.4 section 4.27, 2.1 section 6.1.5). */
public final class Cancel {

    private static final Layout REQUEST = Layout.of("Cancel Request Payload", required(Tag.ASYNCHRONOUS_CORRELATION_VALUE));
    private static final Layout RESPONSE = Layout.of("Cancel Response Payload", required(Tag.ASYNCHRONOUS_CORRELATION_VALUE),
            required(Tag.CANCELLATION_RESULT));

    static final PayloadType TYPE = new PayloadType(Operation.CANCEL, Request::read, Response::read);

    private Cancel() {
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
            return Operation.CANCEL;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE, asynchronousCorrelationValue).structure();
        }
    }

    /**
     * The response.
     *
     * @param asynchronousCorrelationValue that of the request
     */
    public record Response(byte[] asynchronousCorrelationValue, CancellationResult result) implements ResponsePayload {
        public Response {
            Objects.requireNonNull(asynchronousCorrelationValue, "asynchronousCorrelationValue");
            Objects.requireNonNull(result, "result");
        }

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE),
                    fields.enumeration(Tag.CANCELLATION_RESULT, CancellationResult.class));
        }

        @Override
        public Operation operation() {
            return Operation.CANCEL;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version)
                    .bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE, asynchronousCorrelationValue)
                    .enumeration(Tag.CANCELLATION_RESULT, result).structure();
        }
    }
}
