package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.message.ResponseBatchItem;
import io.lumenvault.kmip.message.ResponseMessage;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.TtlvFraming;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are broken, hostile or unknown: each gets its error or a closed connection, and others are served. */
@ExtendWith(SharedKmipSite.class)
class HostileKmipClientsIT {

    private static final int IDLE = 200;
    /** More than there is memory for, by 1 MiB each. */
    private static final int UNFINISHED = 100;
    private static final byte[] HEADER_OF_2_GIB = HexFormat.of().parseHex("420078017ffffff8");

    private final KmipSite site;

    HostileKmipClientsIT(KmipSite site) {
        this.site = site;
    }

    @AfterEach
    void others_areStillServed() throws IOException {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V1_4)) {
            assertFalse(client.discoverVersions().isEmpty());
        }
    }

    @Test
    void malformedTtlv_isAnsweredInvalidMessage_andTheConnectionGoesOn() throws IOException {
        try (SSLSocket socket = connect(site.tls("kmip-client-a"))) {
            byte[] badInner = HexFormat.of().parseHex("4200780100000010" + "42007701ffffffff" + "0000000000000000");
            assertEquals(ResultReason.INVALID_MESSAGE, exchange(socket, badInner));
            assertEquals(ResultReason.INVALID_MESSAGE, exchange(socket, badInner));
        }
    }

    @Test
    void lengthOf2GiB_isAnsweredAndTheConnectionClosed() throws IOException {
        try (SSLSocket socket = connect(site.tls("kmip-client-a"))) {
            assertEquals(ResultReason.INVALID_MESSAGE, exchange(socket, HEADER_OF_2_GIB));
            assertEquals(-1, socket.getInputStream().read());
        }
        assertTrue(Files.readString(site.log()).contains("message refused"));
    }

    @Test
    void bytesThatAreNoKmip_areRefused() throws IOException {
        try (SSLSocket socket = connect(site.tls("kmip-client-a"))) {
            assertEquals(ResultReason.INVALID_MESSAGE, exchange(socket, "GET / HTTP/1.1\r\n\r\n".getBytes()));
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void halfAMessageThenSilence_isClosed() throws IOException {
        try (SSLSocket socket = connect(site.tls("kmip-client-a"))) {
            socket.getOutputStream().write(HexFormat.of().parseHex("42007801000001004200770100000038"));
            assertEnds(socket);
        }
    }

    @Test
    void longMessagesWithoutTheirEnd_takeNoMoreThanTheirMemory_andHoldUpNoShortRequest() throws Exception {
        List<Socket> attackers = new ArrayList<>();
        try {
            SSLContext tls = site.tls("kmip-client-a");
            byte[] unfinished = Arrays.copyOf(HexFormat.of().parseHex("42007801000ffff8"), (1 << 20) - 1);
            for (int i = 0; i < UNFINISHED; i++) {
                Socket plain = new Socket("127.0.0.1", site.port());
                attackers.add(plain);
                SSLSocket attacker = (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", site.port(), true);
                attacker.startHandshake();
                // Those that get no memory are not read on, so their sender must not be waited for.
                Thread.ofVirtual().start(() -> sendWhatIsTaken(attacker, unfinished));
            }
            for (int i = 0; i < 20; i++) {
                others_areStillServed();
                Thread.sleep(50);
            }
        } finally {
            for (Socket attacker : attackers) {
                attacker.close();
            }
        }
    }

    @Test
    void longMessageOfAPrincipalWithoutObjects_isRefusedByItsHeader() throws IOException {
        try (SSLSocket socket = connect(site.tls("auditor"))) {
            assertEquals(ResultReason.INVALID_MESSAGE, exchange(socket, HexFormat.of().parseHex("4200780100004000")));
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void silenceInsteadOfAHandshake_isClosed() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", site.port())) {
            assertEnds(socket);
        }
    }

    @Test
    void idleConnections_holdUpNobody() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            SSLContext tls = site.tls("kmip-client-a");
            for (int i = 0; i < IDLE; i++) {
                idle.add(i % 2 == 0 ? connect(tls) : new Socket("127.0.0.1", site.port()));
            }
            others_areStillServed();
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    /** A hundred times a mebibyte, asked for in a few kilobytes. */
    @Test
    void batchThatAsksForMoreThanAnAnswerHolds_isAnsweredAsFarAsItGoes() throws IOException {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V1_4)) {
            String large = client.register(new ManagedObject.OpaqueObject(0x80000001, new byte[1_000_000]));
            client.get(large);
            RequestMessage many = RequestMessage.of(RequestHeader.of(ProtocolVersion.V1_4).withBatch(BatchErrorContinuationOption.CONTINUE, true),
                    Collections.nCopies(100, new Get.Request(UniqueIdentifier.of(large))));
            List<ResponseBatchItem> items = client.send(many).items();
            assertEquals(100, items.size());
            assertEquals(15, items.stream().filter(ResponseBatchItem::succeeded).count());
            assertTrue(items.stream().skip(15).allMatch(item -> item.reason() == ResultReason.RESPONSE_TOO_LARGE));
            client.destroy(large);
        }
    }

    @Test
    void foreignExpiredAndMissingCertificates_areRefused(@TempDir Path folder) throws Exception {
        CertificateAuthority foreign = CertificateAuthority.open(folder, "foreign CA", InstantSource.system());
        assertRefused(MutualTls.context(foreign.credential("kmip-client-a", Purpose.CLIENT), site.authority().certificate()));
        Instant now = Instant.now();
        Credential expired = site.authority().issue("kmip-expired", Purpose.CLIENT, now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)));
        assertRefused(MutualTls.context(expired, site.authority().certificate()));
        SSLContext without = SSLContext.getInstance("TLS");
        without.init(new KeyManager[0], new TrustManager[] {new TrustEverybody()}, new SecureRandom());
        assertRefused(without);
        assertTrue(Files.readString(site.log()).contains("connection closed: TLS"));
    }

    private SSLSocket connect(SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", site.port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static void sendWhatIsTaken(SSLSocket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void assertRefused(SSLContext tls) {
        // With TLS 1.3 a client hears of the refusal of its certificate only when it reads.
        assertThrows(IOException.class, () -> {
            try (SSLSocket socket = connect(tls)) {
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("closed");
                }
            }
        });
    }

    private static void assertEnds(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        int read;
        try {
            read = socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException stillOpen) {
            throw new AssertionError("the connection is still open", stillOpen);
        } catch (IOException reset) {
            return;
        }
        assertEquals(-1, read);
    }

    private static ResultReason exchange(SSLSocket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        InputStream in = socket.getInputStream();
        return ResponseMessage.read(TtlvFraming.read(in, 1 << 20)).items().getFirst().reason();
    }

    /** For a client that looks at nothing and shows nothing. */
    private static final class TrustEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
