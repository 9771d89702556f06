package io.lumenvault.server.kmip.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseHeader;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.access.Principal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a client's answers may be. */
class ClientExchangeTest {

    private static final ProtocolVersion VERSION = ProtocolVersion.V2_1;
    private static final Notify.Request CHANGE =
            new Notify.Request("k", List.of(Attribute.of(AttributeType.LAST_CHANGE_DATE, Instant.EPOCH)), List.of());

    private final Inbox inbox = new Inbox();
    private byte[] sent;

    private static Peer peer(byte[] in, OutputStream out) {
        return new Peer(new UUID(0, 0), VERSION, () -> new Principal("p", Set.of(), "certificate", "00"), "127.0.0.1",
                new ByteArrayInputStream(in), out, (step, allowed) -> { }, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    /** Asks a client that has sent all of this when it is asked. */
    private ResponsePayload ask(byte[]... answers) throws IOException {
        Runnable[] reading = new Runnable[1];
        ClientExchange client = new ClientExchange(peer(joined(answers), new ByteArrayOutputStream() {
            @Override
            public void flush() {
                sent = toByteArray();
                reading[0].run();
            }
        }), inbox);
        reading[0] = client::read;
        return client.ask(CHANGE, VERSION);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] message(ProtocolVersion version, ResponseBatchItem... items) {
        return new ResponseMessage(ResponseHeader.of(version, Instant.EPOCH), List.of(items)).toBytes();
    }

    private static ResponseBatchItem success(ResponsePayload payload) {
        return ResponseBatchItem.success(RequestMessage.of(RequestHeader.of(VERSION), List.of(CHANGE)).items().getFirst(), payload,
                VERSION);
    }

    private static ResponseBatchItem refusal() {
        return ResponseBatchItem.failure(RequestMessage.of(RequestHeader.of(VERSION), List.of(CHANGE)).items().getFirst(),
                new KmipException(ResultReason.PERMISSION_DENIED, "not here"), VERSION);
    }

    @Test
    void request_hasTheVersionInItsHeader_andNothingElse() throws IOException {
        ask(message(VERSION, success(new Notify.Response())));
        RequestMessage request = RequestMessage.read(sent);
        assertEquals(RequestHeader.of(VERSION), request.header());
        assertNull(request.header().timeStamp());
        assertEquals(CHANGE, request.items().getFirst().readPayload(VERSION));
    }

    @Test
    void success_isAnswered() throws IOException {
        assertInstanceOf(Notify.Response.class, ask(message(VERSION, success(new Notify.Response()))));
    }

    @Test
    void refusal_isTheClients() {
        assertEquals(ResultReason.PERMISSION_DENIED,
                assertThrows(KmipException.class, () -> ask(message(VERSION, refusal()))).reason());
    }

    @Test
    void whatIsNoAnswer_endsTheConnection() {
        byte[] request = RequestMessage.of(RequestHeader.of(VERSION), List.of(CHANGE)).toBytes();
        byte[] otherOperation = message(VERSION, new ResponseBatchItem(Operation.PUT.code(), null,
                success(new Notify.Response()).status(), null, null, null, null, List.of()));
        for (byte[] wrong : List.of(new byte[0], new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, request, otherOperation,
                message(ProtocolVersion.V1_4, refusal()), message(VERSION), message(VERSION, refusal(), refusal()),
                new byte[] {0x42, 0, 0x7B, 1, 0, 1, 0, 0})) {
            ClientExchangeTest fresh = new ClientExchangeTest();
            assertThrows(IOException.class, () -> fresh.ask(wrong), () -> Arrays.toString(wrong));
        }
    }

    @Test
    void answerThatNobodyAskedFor_endsTheConnection() throws IOException {
        byte[] answer = message(VERSION, success(new Notify.Response()));
        ask(answer, answer);
        assertThrows(IOException.class, () -> inbox.awaitWork(Duration.ZERO));
    }

    @Test
    void clientThatServesNothing_isNotServed() {
        assertThrows(IOException.class, () -> greet(List.of(VERSION), List.of(Operation.QUERY), List.of()));
        assertThrows(IOException.class, () -> greet(List.of(VERSION), List.of(Operation.PUT), List.of()));
        assertThrows(IOException.class, () -> greet(List.of(), List.of(Operation.NOTIFY), List.of()));
    }

    @Test
    void clientThatServesPut_isAskedAtTheHighestVersionOfBoth() throws IOException {
        ServedByClient served = greet(List.of(ProtocolVersion.V1_4, ProtocolVersion.V2_0), List.of(Operation.PUT),
                List.of(ObjectType.SYMMETRIC_KEY));
        assertEquals(new ServedByClient(ProtocolVersion.V2_0, false, true, Set.of(ObjectType.SYMMETRIC_KEY)), served);
        assertTrue(served.puts());
    }

    /** Answers the two questions of the start. */
    private static ServedByClient greet(List<ProtocolVersion> versions, List<Operation> operations, List<ObjectType> types)
            throws IOException {
        Inbox inbox = new Inbox();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                RequestMessage asked = RequestMessage.read(toByteArray());
                reset();
                ResponsePayload answer = asked.items().getFirst().readPayload(asked.version()) instanceof DiscoverVersions.Request
                        ? new DiscoverVersions.Response(versions)
                        : Query.Response.builder().operations(operations).objectTypes(types).build();
                inbox.message(new ResponseMessage(ResponseHeader.of(asked.version(), Instant.EPOCH),
                        List.of(ResponseBatchItem.success(asked.items().getFirst(), answer, asked.version()))).toBytes());
            }
        };
        return ServedByClient.ask(new ClientExchange(peer(new byte[0], out), inbox), VERSION, ProtocolVersion.supported());
    }
}
