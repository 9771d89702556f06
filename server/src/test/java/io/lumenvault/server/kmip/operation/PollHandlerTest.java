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
import io.lumenvault.kmip.ttlv.Item;
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
        finish(CORRELATION, 8, new Room());
        KmipException refused = assertThrows(KmipException.class, () -> poll.handle(call(new NoRoom()), POLL));
        assertEquals(ResultReason.GENERAL_FAILURE, refused.reason());
        assertEquals(Operation.GET, ((PolledAnswer) poll.handle(call(new Room()), POLL)).polled());
        assertEquals(ResultReason.INVALID_ASYNCHRONOUS_CORRELATION_VALUE,
                assertThrows(KmipException.class, () -> poll.handle(call(new Room()), POLL)).reason(), "it is answered once");
    }

    @Test
    void answersThatWait_keepTheirRoomUntilTheyAreGone_andOnePrincipalsHaveABound() {
        Room room = new Room();
        finish(CORRELATION, AsynchronousRequests.MOST_BYTES_OF_ONE / 2, room);
        assertEquals(0, room.closed);
        Room second = new Room();
        finish(new byte[] {9}, AsynchronousRequests.MOST_BYTES_OF_ONE / 2, second);
        assertEquals(1, second.closed, "there is no place for it");
        Call refused = call(new Room());
        assertEquals(ResultReason.RESPONSE_TOO_LARGE, ((PolledAnswer) poll.handle(refused, new Poll.Request(new byte[] {9}))).answer().reason());
        Call served = call(new Room());
        poll.handle(served, POLL);
        served.afterAnswer().forEach(Runnable::run);
        assertEquals(1, room.closed);
    }

    private void finish(byte[] correlation, int bytes, AnswerRoom room) {
        Structure payload = Structure.of(Tag.RESPONSE_PAYLOAD, new Item.Bytes(Tag.DATA, new byte[bytes]));
        requests.finish(requests.begin("somebody", correlation, Operation.GET), new ResponseBatchItem(Operation.GET.code(), null,
                ResultStatus.SUCCESS, null, null, null, payload, List.of()), refused -> new ResponseBatchItem(Operation.GET.code(), null,
                        ResultStatus.OPERATION_FAILED, refused.reason(), refused.getMessage(), null, null, List.of()), room);
    }

    private static Call call(AnswerRoom room) {
        return new Call(new Principal("somebody", Set.of(Role.APPLICATION), "certificate", "00"), "127.0.0.1", ProtocolVersion.V1_4,
                Operation.POLL, null, null, null, null, null, new ArrayList<>(), List.of(), null, room);
    }

    private static class Room implements AnswerRoom {

        private int closed;

        @Override
        public void expect(long bytes) {}

        @Override
        public void answered(long bytes) {}

        @Override
        public AnswerRoom another() {
            return this;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Of a moment at which other answers have all of it. */
    private static final class NoRoom extends Room {

        @Override
        public void expect(long bytes) {
            throw new KmipException(ResultReason.GENERAL_FAILURE, "no room");
        }
    }
}
