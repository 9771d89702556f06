package io.lumenvault.server.kmip.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.payload.Poll;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.Role;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollHandlerTest {

    private static final byte[] CORRELATION = {1, 2, 3};
    private static final Poll.Request POLL = new Poll.Request(CORRELATION);

    private final AsynchronousRequests requests = new AsynchronousRequests(InstantSource.system());
    private final PollHandler poll = new PollHandler(null, requests);

    @Test
    void answerForWhichThereIsNoRoomNow_waitsToBePolledForAgain() {
        requests.begin("somebody", CORRELATION, Operation.GET).finish(new ResponseBatchItem(Operation.GET.code(), null, ResultStatus.SUCCESS,
                null, null, null, Structure.of(Tag.RESPONSE_PAYLOAD), List.of()));
        KmipException refused = assertThrows(KmipException.class, () -> poll.handle(call(new NoRoom()), POLL));
        assertEquals(ResultReason.GENERAL_FAILURE, refused.reason());
        assertEquals(Operation.GET, ((PolledAnswer) poll.handle(call(new Room()), POLL)).polled());
        assertEquals(ResultReason.INVALID_ASYNCHRONOUS_CORRELATION_VALUE,
                assertThrows(KmipException.class, () -> poll.handle(call(new Room()), POLL)).reason(), "it is answered once");
    }

    private static Call call(AnswerRoom room) {
        return new Call(new Principal("somebody", Set.of(Role.APPLICATION), "certificate", "00"), "127.0.0.1", ProtocolVersion.V1_4,
                Operation.POLL, null, null, null, null, null, new ArrayList<>(), List.of(), null, room);
    }

    private static class Room implements AnswerRoom {

        @Override
        public void expect(long bytes) {}

        @Override
        public void answered(long bytes) {}

        @Override
        public AnswerRoom another() {
            return this;
        }

        @Override
        public void close() {}
    }

    /** Of a moment at which other answers have all of it. */
    private static final class NoRoom extends Room {

        @Override
        public void expect(long bytes) {
            throw new KmipException(ResultReason.GENERAL_FAILURE, "no room");
        }
    }
}
