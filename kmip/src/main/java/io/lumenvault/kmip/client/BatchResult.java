package io.lumenvault.kmip.client;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.util.Optional;

/** The answer to one operation of a batch. */
public final class BatchResult {

    private final Operation operation;
    private final ResponseBatchItem item;
    private final ProtocolVersion version;

    BatchResult(Operation operation, ResponseBatchItem item, ProtocolVersion version) {
        this.operation = operation;
        this.item = item;
        this.version = version;
    }

    /** The operation that was asked for. */
    public Operation operation() {
        return operation;
    }

    /** The batch item as the server sent it; empty where an earlier failure stopped the batch. */
    public Optional<ResponseBatchItem> item() {
        return Optional.ofNullable(item);
    }

    /** What names the operation to Poll, where the server took it on and has not done it yet. */
    public Optional<byte[]> pending() {
        return item != null && item.pending() ? Optional.ofNullable(item.asynchronousCorrelationValue()) : Optional.empty();
    }

    /** True where the operation succeeded. */
    public boolean succeeded() {
        return item != null && item.succeeded();
    }

    /**
     * The payload.
     *
     * @throws KmipException with the server's reason where the operation did not succeed; with Operation Canceled By
     *     Requester where the server did not come to it
     */
    public <R extends ResponsePayload> R get(Class<R> type) {
        if (item == null) {
            throw new KmipException(ResultReason.OPERATION_CANCELED_BY_REQUESTER,
                    operation.text() + " was not processed, because an earlier operation of the batch failed");
        }
        return type.cast(item.readPayload(operation, version));
    }
}
