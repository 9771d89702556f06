package io.lumenvault.cli.drill;

import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Asks a KMIP server for an operation with nothing in its payload: enough to learn whether one may ask. */
final class EmptyKmipRequest implements AutoCloseable {

    private final KmipClient client;

    EmptyKmipRequest(KmipClient client) {
        this.client = client;
    }

    /** Whether the operation is refused for want of a permission. */
    boolean refused(String operation) throws IOException {
        Operation asked = Arrays.stream(Operation.values()).filter(known -> known.text().equals(operation)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no KMIP operation " + operation));
        ProtocolVersion version = asked.availableAt(ProtocolVersion.V1_4) ? ProtocolVersion.V1_4 : ProtocolVersion.V2_1;
        RequestBatchItem item = new RequestBatchItem(asked.code(), null, null, Structure.of(Tag.REQUEST_PAYLOAD), List.of());
        ResponseBatchItem answer = client.send(new RequestMessage(RequestHeader.of(version), List.of(item))).items().getFirst();
        return answer.reason() == ResultReason.PERMISSION_DENIED;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
