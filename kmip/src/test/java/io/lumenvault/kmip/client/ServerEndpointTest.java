package io.lumenvault.kmip.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.message.MessageExtension;
import io.lumenvault.kmip.message.RequestBatchItem;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.payload.Ping;
import io.lumenvault.kmip.payload.Put;
import io.lumenvault.kmip.payload.Query;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.SetEndpointRole;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.PutFunction;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client answers to a server that asks, over mutual TLS on loopback. */
class ServerEndpointTest {

    private static final ProtocolVersion VERSION = ProtocolVersion.V2_1;
    private static final Notify.Request CHANGE =
            new Notify.Request("k", List.of(Attribute.of(AttributeType.LAST_CHANGE_DATE, Instant.EPOCH)), List.of());

    @TempDir
    private static Path folder;
    private static SSLContext tls;

    @BeforeAll
    static void certificate() throws Exception {
        tls = TestCertificate.context(folder);
    }

    private static List<ResponseMessage> served(ServerToClientOperations operations, RequestPayload... requests) throws IOException {
        try (AskingServer server = new AskingServer(tls, VERSION, List.of(requests)); KmipClient client = client(server.port())) {
            client.handOver(operations).serve();
            return server.answers();
        }
    }

    private static ResponseBatchItem refused(ServerToClientOperations operations, byte[] message) throws IOException {
        try (AskingServer server = new AskingServer(tls, EndpointRole.CLIENT, List.of(message));
                KmipClient client = client(server.port())) {
            client.handOver(operations).serve();
            return server.answers().getFirst().items().getFirst();
        }
    }

    private static KmipClient client(int port) {
        return KmipClient.builder("localhost", port, tls).version(VERSION).readTimeout(Duration.ofSeconds(20)).build();
    }

    @Test
    void query_listsTheHandlersThatThereAre() throws IOException {
        Query.Request asked = new Query.Request(QueryFunction.QUERY_OPERATIONS);
        for (ServerToClientOperations operations : List.of(ServerToClientOperations.NONE,
                ServerToClientOperations.NONE.onNotify(change -> { }), ServerToClientOperations.NONE.onPut(pushed -> { }))) {
            ResponseMessage answer = served(operations, asked).getFirst();
            Query.Response said = (Query.Response) answer.items().getFirst().readPayload(Operation.QUERY, VERSION);
            assertEquals(operations.operations(VERSION), said.operations());
        }
        assertEquals(List.of(Operation.DISCOVER_VERSIONS, Operation.QUERY), ServerToClientOperations.NONE.operations(VERSION));
    }

    @Test
    void discoverVersions_listsThoseOfBoth() throws IOException {
        List<ResponseMessage> answers = served(ServerToClientOperations.NONE, new DiscoverVersions.Request(List.of()),
                new DiscoverVersions.Request(List.of(ProtocolVersion.V1_4, VERSION)),
                new DiscoverVersions.Request(List.of(ProtocolVersion.V1_4)));
        assertEquals(List.of(List.of(VERSION), List.of(VERSION), List.of()), answers.stream().map(answer -> ((DiscoverVersions.Response)
                answer.items().getFirst().readPayload(Operation.DISCOVER_VERSIONS, VERSION)).versions()).toList());
    }

    @Test
    void operationWithoutHandler_isNotSupported() throws IOException {
        List<ResponseMessage> answers = served(ServerToClientOperations.NONE, CHANGE, new Ping.Request());
        assertEquals(List.of(ResultReason.OPERATION_NOT_SUPPORTED, ResultReason.OPERATION_NOT_SUPPORTED),
                answers.stream().map(answer -> answer.items().getFirst().reason()).toList());
    }

    @Test
    void handlerThatRefuses_tellsItsReason_andTheNextIsServed() throws IOException {
        List<ResponseMessage> answers = served(ServerToClientOperations.NONE.onNotify(change -> {
            if (change.uniqueIdentifier().equals("k")) {
                throw new KmipException(ResultReason.PERMISSION_DENIED, "not this one");
            }
        }), CHANGE, new Notify.Request("other", CHANGE.changed(), List.of()));
        assertEquals(ResultReason.PERMISSION_DENIED, answers.getFirst().items().getFirst().reason());
        assertTrue(answers.getLast().items().getFirst().succeeded());
    }

    /** The entire message is rejected, also what comes before the item with the extension. */
    @Test
    void criticalExtensionOfALaterItem_isRefusedBeforeAnyItemIsServed() throws IOException {
        List<Notify.Request> seen = new ArrayList<>();
        MessageExtension extension = new MessageExtension("acme", true, Structure.of(Tag.VENDOR_EXTENSION));
        RequestMessage message = new RequestMessage(RequestHeader.of(VERSION), List.of(
                RequestBatchItem.of(CHANGE, new byte[] {0}, VERSION), new RequestBatchItem(Operation.NOTIFY.code(), new byte[] {1}, null,
                        CHANGE.toStructure(VERSION), List.of(extension))));
        assertEquals(ResultReason.UNKNOWN_MESSAGE_EXTENSION,
                refused(ServerToClientOperations.NONE.onNotify(seen::add), message.toBytes()).reason());
        assertEquals(List.of(), seen);
    }

    @Test
    void serverThatIsSilentTooLong_isTakenToBeLost() throws IOException {
        try (AskingServer server = new AskingServer(tls, EndpointRole.CLIENT, List.of(), true); KmipClient client = client(server.port())) {
            ServerEndpoint endpoint = client.handOver(ServerToClientOperations.NONE, Duration.ofMillis(200));
            IOException lost = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThrows(IOException.class, endpoint::serve));
            assertEquals("nothing has come from the server for PT0.2S", lost.getMessage());
        }
    }

    @Test
    void silenceThatNoTimerKeeps_isRefused() throws IOException {
        try (KmipClient client = client(1)) {
            for (Duration silence : List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(8))) {
                assertThrows(IllegalArgumentException.class, () -> client.handOver(ServerToClientOperations.NONE, silence));
            }
        }
    }

    @Test
    void handlerThatFails_tellsNothingOfIt_andEndsTheConnection() throws IOException {
        IllegalStateException failure = new IllegalStateException("the disk is full");
        ServerToClientOperations operations = ServerToClientOperations.NONE.onNotify(change -> {
            throw failure;
        });
        try (AskingServer server = new AskingServer(tls, VERSION, List.of(CHANGE)); KmipClient client = client(server.port())) {
            ServerEndpoint endpoint = client.handOver(operations);
            assertEquals(failure, assertThrows(IllegalStateException.class, endpoint::serve));
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (server.answers().isEmpty()) {
                    Thread.sleep(10);
                }
            });
            ResponseBatchItem answer = server.answers().getFirst().items().getFirst();
            assertEquals(ResultReason.GENERAL_FAILURE, answer.reason());
            assertEquals("the client failed", answer.message());
        }
    }

    @Test
    void pushedObject_isWipedAfterItsHandler() throws IOException {
        AtomicReference<byte[]> held = new AtomicReference<>();
        AtomicReference<byte[]> copied = new AtomicReference<>();
        served(ServerToClientOperations.NONE.onPut(pushed -> {
            held.set(pushed.object().keyBlock().material().orElseThrow());
            copied.set(held.get().clone());
        }), new Put.Request("k", PutFunction.NEW, null, new ManagedObject.SymmetricKey(
                KeyBlock.of(KeyFormatType.RAW, new byte[] {1, 2, 3}, CryptographicAlgorithm.AES, 24)), List.of()));
        assertArrayEquals(new byte[] {1, 2, 3}, copied.get());
        assertArrayEquals(new byte[3], held.get());
    }

    @Test
    void headerFieldsOfAClient_areRefused() throws IOException {
        RequestHeader header = RequestHeader.of(VERSION).withMaximumResponseSize(1024);
        ServerToClientOperations operations = ServerToClientOperations.NONE.onNotify(change -> {
            throw new AssertionError("it was handled");
        });
        assertEquals(ResultReason.INVALID_MESSAGE, refused(operations, RequestMessage.of(header, List.of(CHANGE)).toBytes()).reason());
    }

    @Test
    void versionThatTheClientDoesNotSpeak_isRefused() throws IOException {
        assertEquals(ResultReason.UNSUPPORTED_PROTOCOL_VERSION, refused(ServerToClientOperations.NONE,
                RequestMessage.of(RequestHeader.of(ProtocolVersion.V1_4), List.of(CHANGE)).toBytes()).reason());
    }

    @Test
    void serverThatStaysTheServer_isNotServed() throws IOException {
        try (AskingServer server = new AskingServer(tls, EndpointRole.SERVER, List.of()); KmipClient client = client(server.port())) {
            assertThrows(KmipException.class, () -> client.handOver(ServerToClientOperations.NONE));
        }
    }

    @Test
    void setEndpointRole_client_isLeftToHandOver() throws IOException {
        try (KmipClient client = client(1)) {
            assertThrows(IllegalArgumentException.class, () -> client.server().setEndpointRole(EndpointRole.CLIENT));
        }
    }

    @Test
    void close_fromAnotherThread_endsServing() throws Exception {
        try (LoopbackServer server = new LoopbackServer(tls, (request, version) -> new SetEndpointRole.Response(EndpointRole.CLIENT));
                KmipClient client = client(server.port())) {
            ServerEndpoint endpoint = client.handOver(ServerToClientOperations.NONE);
            Thread serving = Thread.ofPlatform().start(() -> {
                try {
                    endpoint.serve();
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            endpoint.close();
            assertTrue(serving.join(Duration.ofSeconds(20)));
        }
    }
}
