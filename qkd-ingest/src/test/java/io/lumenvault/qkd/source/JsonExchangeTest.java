package io.lumenvault.qkd.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.qkd.module.TestPki;
import io.lumenvault.qkd.source.SourceException.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against modules that do not behave. */
class JsonExchangeTest {

    private static SSLContext tls;

    @BeforeAll
    static void certificates(@TempDir Path folder) throws Exception {
        tls = new TestPki(folder).serverContext();
    }

    private static SourceException refusal(HttpsModule.Behaviour behaviour, String name, Duration limit) throws Exception {
        try (HttpsModule module = new HttpsModule(tls, behaviour);
                JsonExchange exchange = new JsonExchange(new JsonExchange.Side("the module", module.url(), name, limit, Set.of(404)), tls)) {
            return assertThrows(SourceException.class, () -> exchange.send("GET", "/keys", null, DeliveredKeys::read));
        }
    }

    private static SourceException refusal(int status, String body) throws Exception {
        return refusal(exchange -> HttpsModule.answer(exchange, status, body), null, Duration.ofSeconds(20));
    }

    @Test
    void statuses_sayWhatToDoNext() throws Exception {
        assertEquals(Kind.LATER, refusal(503, "").kind());
        assertEquals(Kind.LOST, refusal(404, "").kind());
        SourceException refused = refusal(401, "{\"message\":\"certificate  expired\"}");
        assertEquals(Kind.REFUSED, refused.kind());
        assertEquals("the module answers 401: certificate expired", refused.getMessage());
    }

    @Test
    void urlWithoutAHost_isRefusedAtTheStart() {
        JsonExchange.Side side = new JsonExchange.Side("the module", URI.create("https://qkd_module"), null, Duration.ofSeconds(20), Set.of());
        String message = assertThrows(IllegalArgumentException.class, () -> new JsonExchange(side, tls)).getMessage();
        assertTrue(message.startsWith("URL https://qkd_module of the module names no host"), message);
    }

    @Test
    void answerThatIsNoJson_isNeverQuoted() throws Exception {
        SourceException unreadable = refusal(200, "{\"keys\":[{\"key_ID\":\"a\",\"key\": q83vEjR4q83vEjR4}]}");
        assertEquals(Kind.UNREADABLE, unreadable.kind());
        assertFalse(unreadable.getMessage().contains("q83v"), unreadable.getMessage());
        assertEquals(Kind.UNREADABLE, refusal(200, "{\"keys\":").kind());
    }

    @Test
    void answerThatStopsInTheMiddle_isNotWaitedForWithoutEnd() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        SourceException late = refusal(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                given.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }, null, Duration.ofSeconds(1));
        given.countDown();
        assertEquals(Kind.LATER, late.kind());
        assertTrue(late.getMessage().contains("within 1 s"), late.getMessage());
    }

    @Test
    void anotherName_isRefused() throws Exception {
        assertTrue(refusal(exchange -> HttpsModule.answer(exchange, 200, "{}"), "source-b", Duration.ofSeconds(20)).getMessage()
                .contains("'test' answers for the module, which is 'source-b'"));
    }
}
