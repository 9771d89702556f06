package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An identity provider that is away costs nobody more than it must: here one that takes connections and closes them. */
class OidcTokensTest {

    private final AtomicInteger asked = new AtomicInteger();
    private ServerSocket provider;
    private OidcTokens tokens;

    @BeforeEach
    void open() throws IOException {
        provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::closeAll);
        tokens = new OidcTokens(new OidcSettings(URI.create("https://127.0.0.1:" + provider.getLocalPort() + "/realm"), "console", Optional.empty(),
                "preferred_username", List.of("roles"), Map.of(), Optional.empty()));
    }

    private void closeAll() {
        while (!provider.isClosed()) {
            try (Socket caller = provider.accept()) {
                asked.incrementAndGet();
            } catch (IOException _) {
                continue; // the test is over
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
    }

    @Test
    void whatIsNoTokenOfAProvider_isRefused_andNobodyIsAsked() {
        for (String token : List.of("", "x", "a.b", "x.y.z", "a.b.c.d", "..", token("{\"alg\":\"none\"}"), token("{\"alg\":\"HS256\"}"), token("{}"), token("[]"),
                token("{\"alg\":\"RS256\"}") + ".x", token("{\"alg\":7}"), token("{\"alg\":\"RS256\",\"kid\":7}"))) {
            assertEquals("the token is not valid here", refusal(token), token);
        }
        assertEquals(0, asked.get());
    }

    @Test
    void providerThatIsAway_isAskedOnce_andNotAgainAtOnce() {
        for (int i = 0; i < 5; i++) {
            assertEquals("the identity provider cannot be reached; try again later", refusal(token("{\"alg\":\"RS256\",\"kid\":\"" + i + "\"}")));
        }
        assertEquals(1, asked.get());
    }

    private String refusal(String token) {
        PrincipalDirectory nobody = new PrincipalDirectory(List.of(), Map.of(), List.of(CertificateRule.plain(CertificateName.CN)));
        return assertThrows(AuthenticationException.class, () -> tokens.principal(token, nobody, Instant.now())).getMessage();
    }

    private static String token(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8)) + ".e30.AAAA";
    }
}
