package io.lumenvault.server.kmip;

import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.TtlvReader;
import io.lumenvault.kmip.ttlv.TtlvWriter;
import java.util.Arrays;
import java.util.List;

/** Copies of what outlives its message, whose arrays are wiped once it is answered. */
final class AnswerCopy {

    private AnswerCopy() {}

    /** The same request. */
    static RequestMessage of(RequestMessage message, List<ProtocolVersion> versions) {
        return RequestMessage.read(copy(message.toBytes()), versions);
    }

    /** The same answer. */
    static ResponseBatchItem of(ResponseBatchItem answer) {
        return answer.payload() == null ? answer : new ResponseBatchItem(answer.operationCode(), answer.uniqueBatchItemId(),
                answer.status(), answer.reason(), answer.message(), null, copy(TtlvWriter.write(answer.payload())), answer.extensions());
    }

    /** @param written wiped */
    private static Structure copy(byte[] written) {
        try {
            return TtlvReader.readStructureWithPreview(written);
        } finally {
            Arrays.fill(written, (byte) 0);
        }
    }
}
