package io.lumenvault.kmip.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Activate;
import io.lumenvault.kmip.payload.Destroy;
import io.lumenvault.kmip.payload.DiscoverVersions;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.payload.RequestPayload;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a listener that speaks through the same library, over mutual TLS on loopback. */
class KmipClientTest {

    @TempDir
    private static Path folder;
    private static SSLContext tls;
    private static LoopbackServer server;

    @BeforeAll
    static void start() throws Exception {
        tls = TestCertificate.context(folder);
        server = new LoopbackServer(tls, KmipClientTest::answer);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static ResponsePayload answer(RequestPayload request, ProtocolVersion version) {
        return switch (request) {
            case DiscoverVersions.Request discover ->
                    new DiscoverVersions.Response(List.of(ProtocolVersion.V1_2, ProtocolVersion.V1_4));
            case Get.Request get -> new Get.Response("k", new ManagedObject.SymmetricKey(
                    KeyBlock.of(KeyFormatType.RAW, new byte[] {1, 2, 3}, null, null)));
            case Locate.Request locate -> new Locate.Response(null, List.of("a", "b"));
            case Activate.Request activate ->
                    throw new KmipException(ResultReason.WRONG_KEY_LIFECYCLE_STATE, "the object is Active");
            default -> throw new KmipException(ResultReason.OPERATION_NOT_SUPPORTED, "not here");
        };
    }

    private static KmipClientBuilder client() {
        return KmipClient.builder("localhost", server.port(), tls).readTimeout(Duration.ofSeconds(20));
    }

    @Test
    void version_notConfigured_isTheBestThatBothHave() throws IOException {
        try (KmipClient client = client().build()) {
            assertEquals(ProtocolVersion.V1_4, client.version());
        }
    }

    @Test
    void get_object_givesItsMaterial() throws IOException {
        try (KmipClient client = client().version(ProtocolVersion.V2_1).build()) {
            assertArrayEquals(new byte[] {1, 2, 3}, client.get("k").keyBlock().material().orElseThrow());
            assertEquals(List.of("a", "b"), client.locate());
        }
    }

    @Test
    void activate_refused_throwsTheServersReasonForTheVersion() throws IOException {
        try (KmipClient client = client().version(ProtocolVersion.V1_4).build()) {
            KmipException refused = assertThrows(KmipException.class, () -> client.activate("k"));
            assertEquals(ResultReason.PERMISSION_DENIED, refused.reason());
            assertEquals("Activate: the object is Active", refused.getMessage());
        }
        try (KmipClient client = client().version(ProtocolVersion.V2_1).build()) {
            KmipException refused = assertThrows(KmipException.class, () -> client.activate("k"));
            assertEquals(ResultReason.WRONG_KEY_LIFECYCLE_STATE, refused.reason());
        }
    }

    @Test
    void batch_stoppedByAFailure_saysWhichItemsWereNotProcessed() throws IOException {
        try (KmipClient client = client().version(ProtocolVersion.V1_4).build()) {
            List<BatchResult> results = client.batch(List.of(new Get.Request(UniqueIdentifier.of("k")),
                    new Activate.Request(null), new Destroy.Request(null)), null);
            assertEquals("k", results.get(0).get(Get.Response.class).uniqueIdentifier());
            assertFalse(results.get(1).succeeded());
            assertTrue(results.get(2).item().isEmpty());
            KmipException refused =
                    assertThrows(KmipException.class, () -> results.get(2).get(Destroy.Response.class));
            assertEquals(ResultReason.OPERATION_CANCELED_BY_REQUESTER, refused.reason());
        }
    }

    @Test
    void call_connectionEndedWhileIdle_isSentAgainOnlyWhereItReads() throws Exception {
        try (KmipClient client = client().version(ProtocolVersion.V1_4).build()) {
            client.get("k");
            server.endConnections();
            client.get("k");
            server.endConnections();
            assertThrows(IOException.class, client::locate);
            assertEquals(List.of("a", "b"), client.locate());
        }
    }

    @Test
    void send_twoRequests_useOneConnection() throws IOException {
        int before = server.connections();
        try (KmipClient client = client().version(ProtocolVersion.V1_4).build()) {
            client.get("k");
            client.get("k");
        }
        assertEquals(before + 1, server.connections());
    }

    @Test
    void send_answerLargerThanTheLimit_isAnIoError() throws IOException {
        try (KmipClient client = client().version(ProtocolVersion.V1_4).maximumResponseBytes(64).build()) {
            assertTrue(assertThrows(IOException.class, () -> client.get("k")).getMessage().contains("the limit is 64"));
        }
    }

    /** Less than a millisecond would be a socket's 0, which is no limit. */
    @Test
    void timeouts_thatNoSocketKeeps_areRefused() {
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofMillis(-1), Duration.ofDays(25))) {
            assertThrows(IllegalArgumentException.class, () -> client().readTimeout(timeout));
            assertThrows(IllegalArgumentException.class, () -> client().connectTimeout(timeout));
        }
        client().readTimeout(Duration.ofMillis(1)).connectTimeout(Duration.ofDays(24));
    }

    @Test
    void connect_hostNotInTheCertificate_isRefused() {
        KmipClient client = KmipClient.builder("127.0.0.1", server.port(), tls).build();
        assertThrows(SSLHandshakeException.class, () -> client.get("k"));
    }
}
