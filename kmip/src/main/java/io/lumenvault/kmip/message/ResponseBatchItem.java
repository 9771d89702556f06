package io.lumenvault.kmip.message;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_1;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.payload.Payloads;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;
import java.util.Objects;

/**
 * One item of a response (1.4 section 7.2, 2.1 section 8.6). All components but the status may be null.
 *
 * @param operationCode the code of the request's item
 * @param asynchronousCorrelationValue names a pending operation
 */
public record ResponseBatchItem(Integer operationCode, byte[] uniqueBatchItemId, ResultStatus status,
        ResultReason reason, String message, byte[] asynchronousCorrelationValue, Structure payload,
        List<MessageExtension> extensions) {

    private static final Layout LAYOUT = Layout.of("Batch Item", optional(Tag.OPERATION),
            optional(Tag.UNIQUE_BATCH_ITEM_ID).until(V2_1), required(Tag.RESULT_STATUS), optional(Tag.RESULT_REASON),
            optional(Tag.RESULT_MESSAGE), optional(Tag.ASYNCHRONOUS_CORRELATION_VALUE), optional(Tag.RESPONSE_PAYLOAD),
            repeated(Tag.MESSAGE_EXTENSION));

    public ResponseBatchItem {
        Objects.requireNonNull(status, "status");
        extensions = List.copyOf(extensions);
    }

    /** A success: operation and identifier of the request's item, and the payload written for the version. */
    public static ResponseBatchItem success(RequestBatchItem request, ResponsePayload payload, ProtocolVersion version) {
        return new ResponseBatchItem(request.operationCode(), request.uniqueBatchItemId(), ResultStatus.SUCCESS, null,
                null, null, payload.toStructure(version), List.of());
    }

    /**
     * A failure: the reason as the version knows it, and the message.
     *
     * @param request the item that failed, or null where the message could not be read
     */
    public static ResponseBatchItem failure(RequestBatchItem request, KmipException error, ProtocolVersion version) {
        return new ResponseBatchItem(request == null ? null : (Integer) request.operationCode(),
                request == null ? null : request.uniqueBatchItemId(), ResultStatus.OPERATION_FAILED,
                error.reason().at(version), error.getMessage(), null, null, List.of());
    }

    /** True where the operation was taken on and is not done; {@link #asynchronousCorrelationValue} names it to Poll. */
    public boolean pending() {
        return status == ResultStatus.OPERATION_PENDING;
    }

    /** True where the operation succeeded. */
    public boolean succeeded() {
        return status == ResultStatus.SUCCESS;
    }

    /**
     * Reads the payload of a success.
     *
     * @param operation the operation that was asked for; servers may leave it out
     * @throws KmipException with the server's reason and message where the operation did not succeed; Invalid Message
     *     where the answer is not one to this operation
     */
    public ResponsePayload readPayload(Operation operation, ProtocolVersion version) {
        if (!succeeded()) {
            throw new KmipException(reason == null ? ResultReason.GENERAL_FAILURE : reason, operation.text() + ": "
                    + (message == null ? status.text() : message));
        }
        if (operationCode != null && operationCode != operation.code()) {
            throw new KmipException(ResultReason.INVALID_MESSAGE, "the answer to " + operation.text() + " is one to "
                    + Enumerations.describe(Tag.OPERATION, operationCode));
        }
        Structure answered = payload == null ? Structure.of(Tag.RESPONSE_PAYLOAD) : payload;
        return Payloads.readResponse(operation, answered, version);
    }

    static ResponseBatchItem read(Structure structure, ProtocolVersion version) {
        Fields fields = LAYOUT.readResponse(structure, version);
        return new ResponseBatchItem(fields.item(Tag.OPERATION) instanceof Item.Enumeration code ? code.value() : null,
                fields.bytes(Tag.UNIQUE_BATCH_ITEM_ID), fields.enumeration(Tag.RESULT_STATUS, ResultStatus.class),
                reason(fields), fields.text(Tag.RESULT_MESSAGE), fields.bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE),
                fields.structure(Tag.RESPONSE_PAYLOAD),
                MessageExtension.readAll(fields));
    }

    private static ResultReason reason(Fields fields) {
        if (fields.item(Tag.RESULT_REASON) instanceof Item.Enumeration code) {
            return Enumerations.find(ResultReason.class, code.value()).orElse(ResultReason.GENERAL_FAILURE);
        }
        return null;
    }

    Structure toStructure(ProtocolVersion version) {
        return LAYOUT.write(Tag.BATCH_ITEM, version)
                .put(operationCode == null ? null : new Item.Enumeration(Tag.OPERATION, operationCode))
                .bytes(Tag.UNIQUE_BATCH_ITEM_ID, uniqueBatchItemId).enumeration(Tag.RESULT_STATUS, status)
                .enumeration(Tag.RESULT_REASON, reason).text(Tag.RESULT_MESSAGE, message)
                .bytes(Tag.ASYNCHRONOUS_CORRELATION_VALUE, asynchronousCorrelationValue).put(payload)
                .putAll(MessageExtension.toStructures(extensions)).structure();
    }
}
