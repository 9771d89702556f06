package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.operation.AnswerRoom;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {

    private static final int ALL = 100_000;

    private final AnswerMemory memory = new AnswerMemory(ALL);

    @Test
    void longAnswers_holdNoMoreThanThereIs_untilTheyAreSent() {
        AnswerRoom first = memory.share(1);
        AnswerRoom second = memory.share(1);
        first.expect(60_000);
        assertReason(ResultReason.GENERAL_FAILURE, () -> second.expect(60_000));
        first.close();
        first.close();
        assertDoesNotThrow(() -> second.expect(60_000));
        assertReason(ResultReason.GENERAL_FAILURE, () -> memory.share(1).answered(60_000));
        second.close();
    }

    @Test
    void oneAnswer_isResponseTooLarge_beyondTheLongest() {
        try (AnswerRoom room = memory.share(1)) {
            room.answered(ALL - 10);
            assertReason(ResultReason.RESPONSE_TOO_LARGE, () -> room.answered(11));
            assertReason(ResultReason.RESPONSE_TOO_LARGE, () -> room.expect(11));
            room.answered(10);
        }
        try (AnswerRoom text = memory.share(4)) {
            assertReason(ResultReason.RESPONSE_TOO_LARGE, () -> text.answered(ALL / 4 + 1));
            text.answered(ALL / 4);
        }
        AnswerRoom large = new AnswerMemory(Integer.MAX_VALUE).share(1);
        assertReason(ResultReason.RESPONSE_TOO_LARGE, () -> large.expect((15 << 20) + 1));
        large.expect(15 << 20);
    }

    @Test
    void whatWasExpected_isTakenOnce_howeverOftenItIsTried() {
        try (AnswerRoom room = memory.share(1)) {
            for (int attempt = 0; attempt < 20; attempt++) {
                room.expect(60_000);
            }
            room.answered(60_100);
            room.expect(39_900);
            room.answered(100);
            room.answered(39_800);
            assertReason(ResultReason.RESPONSE_TOO_LARGE, () -> room.answered(1));
        }
    }

    @Test
    void shortAnswer_isMadeWhileOthersHoldEverything() {
        try (AnswerRoom holder = memory.share(1); AnswerRoom small = holder.another()) {
            holder.answered(ALL);
            small.answered(MessageMemory.FREE);
            assertReason(ResultReason.GENERAL_FAILURE, () -> small.answered(1));
        }
    }

    private static void assertReason(ResultReason reason, Runnable work) {
        assertEquals(reason, assertThrows(KmipException.class, work::run).reason());
    }
}
