package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/**
 * What Poll answers: the batch item that the operation itself would have had.
 *
 * @param polled the operation
 * @param answer its answer, or null while it is pending
 * @param correlation its Asynchronous Correlation Value while it is pending
 */
public record PolledAnswer(Operation polled, ResponseBatchItem answer, byte[] correlation) implements ResponsePayload {

    /** The answer to the item that polled. */
    public ResponseBatchItem to(RequestBatchItem item) {
        return answer == null
                ? new ResponseBatchItem(polled.code(), item.uniqueBatchItemId(), ResultStatus.OPERATION_PENDING, null, null, correlation,
                        null, List.of())
                : new ResponseBatchItem(answer.operationCode(), item.uniqueBatchItemId(), answer.status(), answer.reason(),
                        answer.message(), null, answer.payload(), answer.extensions());
    }

    @Override
    public Operation operation() {
        return Operation.POLL;
    }

    @Override
    public Structure toStructure(ProtocolVersion version) {
        return answer == null || answer.payload() == null ? Structure.of(Tag.RESPONSE_PAYLOAD) : answer.payload();
    }
}
