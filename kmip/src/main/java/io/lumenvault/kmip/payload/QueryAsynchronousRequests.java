package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;

import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProcessingStage;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Query Asynchronous Requests: lists pending operations of the caller (2.1 section 6.1.41). */
public final class QueryAsynchronousRequests {

    private static final Layout VALUES = Layout.of("Asynchronous Correlation Values", repeated(Tag.ASYNCHRONOUS_CORRELATION_VALUE));
    private static final Layout REQUEST = Layout.of("Query Asynchronous Requests Request Payload",
            optional(Tag.ASYNCHRONOUS_CORRELATION_VALUES), optional(Tag.OPERATIONS));
    private static final Layout RESPONSE =
            Layout.of("Query Asynchronous Requests Response Payload", repeated(Tag.ASYNCHRONOUS_REQUEST));
    private static final Layout PENDING = Layout.of("Asynchronous Request", required(Tag.ASYNCHRONOUS_CORRELATION_VALUE),
            required(Tag.OPERATION), required(Tag.SUBMISSION_DATE), required(Tag.PROCESSING_STAGE));

    static final PayloadType TYPE = new PayloadType(Operation.QUERY_ASYNCHRONOUS_REQUESTS, Request::read, Response::read);

    private QueryAsynchronousRequests() {
    }

    /**
     * The request; empty lists restrict nothing.
     *
     * @param correlationValues the pending operations asked about
     * @param operations the kinds of operations asked about
     */
    public record Request(List<byte[]> correlationValues, List<Operation> operations) implements RequestPayload {
        public Request {
            correlationValues = List.copyOf(correlationValues);
            operations = List.copyOf(operations);
        }

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            Fields values = fields.nested(Tag.ASYNCHRONOUS_CORRELATION_VALUES, VALUES);
            return new Request(values == null ? List.of() : values.allBytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE),
                    OperationList.read(fields));
        }

        @Override
        public Operation operation() {
            return Operation.QUERY_ASYNCHRONOUS_REQUESTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            Structure values = correlationValues.isEmpty() ? null : new Structure(Tag.ASYNCHRONOUS_CORRELATION_VALUES,
                    correlationValues.stream().map(value -> new Item.Bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE, value)).toList());
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version).put(values).put(OperationList.write(operations)).structure();
        }
    }

    /** One pending operation (2.1 section 7.2). */
    public record Pending(byte[] correlationValue, Operation operation, Instant submitted, ProcessingStage stage) {
        public Pending {
            Objects.requireNonNull(correlationValue, "correlationValue");
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(submitted, "submitted");
            Objects.requireNonNull(stage, "stage");
        }

        private static Pending read(Fields fields) {
            return new Pending(fields.bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE), fields.enumeration(Tag.OPERATION, Operation.class),
                    fields.instantExtended(Tag.SUBMISSION_DATE), fields.enumeration(Tag.PROCESSING_STAGE, ProcessingStage.class));
        }

        private Structure toStructure(ProtocolVersion version) {
            return PENDING.write(Tag.ASYNCHRONOUS_REQUEST, version).bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE, correlationValue)
                    .enumeration(Tag.OPERATION, operation).instantExtended(Tag.SUBMISSION_DATE, submitted)
                    .enumeration(Tag.PROCESSING_STAGE, stage).structure();
        }
    }

    /** The response: the pending operations. */
    public record Response(List<Pending> pending) implements ResponsePayload {
        public Response {
            pending = List.copyOf(pending);
        }

        static Response read(Structure payload, ProtocolVersion version) {
            return new Response(RESPONSE.readResponse(payload, version).nestedAll(Tag.ASYNCHRONOUS_REQUEST, PENDING).stream()
                    .map(Pending::read).toList());
        }

        @Override
        public Operation operation() {
            return Operation.QUERY_ASYNCHRONOUS_REQUESTS;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version)
                    .putAll(pending.stream().map(one -> one.toStructure(version)).toList()).structure();
        }
    }
}
