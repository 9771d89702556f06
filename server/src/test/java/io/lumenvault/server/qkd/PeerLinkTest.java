package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lumenvault.cli.pki.CertificateAuthority;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.pki.Purpose;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.CertificateName;
import io.lumenvault.server.access.CertificateRule;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a peer is asked that says "too early", over real TLS. */
class PeerLinkTest {

    private static final int OK = 200;
    /** Where it would not give up, the peer does. */
    private static final int NEVER_REACHED = 30;
    private static final int LOST = 20;

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpsServer peer;
    private PeerLink link;

    @BeforeEach
    void start() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(folder, "Test CA", InstantSource.system());
        SSLContext tls = MutualTls.context(authority.credential("site-b", Purpose.SERVER_AND_CLIENT), authority.certificate());
        peer = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        peer.setHttpsConfigurator(new HttpsConfigurator(tls));
        peer.createContext("/peer/v1/links/link-ab/decisions", this::answer);
        peer.start();
        link = new PeerLink(new PrincipalDirectory(List.of(new Account("site-b", Group.NODE, Set.of(Role.PEER))), Map.of(),
                List.of(CertificateRule.plain(CertificateName.CN))), new ObjectMapper(), registry(tls));
    }

    @AfterEach
    void stop() {
        link.close();
        peer.stop(0);
    }

    private static TlsConfigurationRegistry registry(SSLContext tls) {
        TlsConfiguration configuration = stub(TlsConfiguration.class, tls);
        return stub(TlsConfigurationRegistry.class, Optional.of(configuration));
    }

    private static <T> T stub(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    /** Too early each time; the last answer that is waited for gets lost. */
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int time = asked.incrementAndGet();
        if (time != LOST) {
            byte[] body = "{}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(time < NEVER_REACHED ? PeerLink.TOO_EARLY : OK, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Test
    void peerThatSaysTooEarly_isNotAskedForEver_whenTheLastAnswerIsLost() {
        Link toPeer = new Link("link-ab", "A", "B", URI.create("https://127.0.0.1:" + peer.getAddress().getPort()), "site-b", "alice", List.of(),
                Set.of(), Group.NODE, 1);
        PeerMessages.Decision decision = new PeerMessages.Decision(UUID.randomUUID(), "quarantine", "keep", "why", new ArrayList<>());
        PeerException gaveUp = assertThrows(PeerException.class, () -> link.decide(toPeer, decision));
        assertEquals("the key manager of B answers with status 425", gaveUp.getMessage());
    }
}
