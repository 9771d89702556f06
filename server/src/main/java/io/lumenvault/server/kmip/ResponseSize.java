package io.lumenvault.server.kmip;

import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import java.util.ArrayList;
import java.util.List;

/** Keeps an answer within the Maximum Response Size of its request (KMIP 1.4 section 6.3 and 11.1). */
final class ResponseSize {

    private ResponseSize() {}

    /** The answer; where it is too long, the longest items become Response Too Large until it fits. */
    static ResponseMessage limit(ResponseMessage answer, RequestMessage request) {
        Integer most = request.header().maximumResponseSize();
        ResponseMessage limited = answer;
        while (most != null && limited.toStructure().encodedLength() > most) {
            int longest = longestSuccess(limited.items());
            if (longest < 0) {
                return limited;
            }
            limited = tooLarge(limited, longest, most);
        }
        return limited;
    }

    private static int longestSuccess(List<ResponseBatchItem> items) {
        int longest = -1;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).payload() != null
                    && (longest < 0 || length(items.get(i)) > length(items.get(longest)))) {
                longest = i;
            }
        }
        return longest;
    }

    private static int length(ResponseBatchItem item) {
        return item.payload().encodedLength();
    }

    private static ResponseMessage tooLarge(ResponseMessage answer, int at, int most) {
        ResponseBatchItem item = answer.items().get(at);
        List<ResponseBatchItem> items = new ArrayList<>(answer.items());
        items.set(at, new ResponseBatchItem(item.operationCode(), item.uniqueBatchItemId(), ResultStatus.OPERATION_FAILED,
                ResultReason.RESPONSE_TOO_LARGE.at(answer.version()), "the response is larger than " + most + " bytes", null, null, List.of()));
        return new ResponseMessage(answer.header(), items);
    }
}
