package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.List;

/**
 * The answers that a server may give to RNG Seed. It says how much of the seed it has used, which may be nothing (KMIP 1.4 section
 * 4.36, KMIP 2.1 section 6.1.50), or refuses by Permission Denied (KMIP 2.1 table 321). The four optional cases of the RNG profile
 * send one and the same seed, and each expects another of these answers.
 */
final class SeedAnswer {

    private SeedAnswer() {
    }

    /** Whether the case expects one of these answers, and the server gives one of them. */
    static boolean isOneOf(Item requested, Item expected, Item answered) {
        int seed = requested instanceof Structure item && item.first(Tag.REQUEST_PAYLOAD) instanceof Structure payload
                && payload.first(Tag.DATA) instanceof Item.Bytes data ? data.value().length : -1;
        return isOne(expected, seed) && isOne(answered, seed);
    }

    private static boolean isOne(Item item, int seed) {
        if (!(item instanceof Structure answer && is(answer, Tag.OPERATION, Operation.RNG_SEED.code()))) {
            return false;
        }
        if (is(answer, Tag.RESULT_STATUS, ResultStatus.OPERATION_FAILED.code())) {
            return is(answer, Tag.RESULT_REASON, ResultReason.PERMISSION_DENIED.code()) && answer.first(Tag.RESPONSE_PAYLOAD) == null;
        }
        return is(answer, Tag.RESULT_STATUS, ResultStatus.SUCCESS.code()) && answer.items().size() == 3
                && answer.first(Tag.RESPONSE_PAYLOAD) instanceof Structure payload && payload.items().size() == 1
                && payload.first(Tag.DATA_LENGTH) instanceof Item.Int used && used.value() >= 0 && used.value() <= seed;
    }

    private static boolean is(Structure answer, Tag tag, int code) {
        List<Item> found = answer.all(tag);
        return found.size() == 1 && found.getFirst() instanceof Item.Enumeration value && value.value() == code;
    }
}
