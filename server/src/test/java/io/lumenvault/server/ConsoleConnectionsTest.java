package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server of the same kind as the console's, without TLS. */
class ConsoleConnectionsTest {

    private static final int MOST = 2;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int LOOK_MILLIS = 50;
    private static final String REQUEST = "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n";

    private final ConsoleConnections connections = new ConsoleConnections(MOST, LIMIT);
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        vertx = Vertx.vertx();
        vertx.setPeriodic(LOOK_MILLIS, _ -> connections.closeOverdue());
        // Whether a connection is HTTP/2 is known by its first bytes: without TLS, and where that is allowed, there is none before.
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        server = vertx.createHttpServer(options).connectionHandler(connections::opened).requestHandler(request -> {
            connections.begun(request);
            answer(request);
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The path says after how many milliseconds. As the routes do, it reads a body to its end, and nothing where there is none. */
    private void answer(HttpServerRequest request) {
        long after = Long.parseLong(request.path().substring(1));
        if (request.getHeader("Content-Length") == null) {
            request.pause();
            vertx.setTimer(1 + after, _ -> request.response().end("ok"));
        } else {
            request.body().onSuccess(_ -> vertx.setTimer(1 + after, _ -> request.response().end("ok")));
        }
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void connectionBeyondTheMost_isClosed_andThereIsRoomWhenOneHasGone() throws Exception {
        try (Socket first = connect(); Socket second = connect()) {
            asked(first, 0);
            asked(second, 0);
            try (Socket third = connect()) {
                assertEquals(-1, third.getInputStream().read());
            }
            first.close();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!served()) {
                assertTrue(System.nanoTime() < end, "still none is taken");
            }
        }
    }

    private boolean served() throws IOException {
        try (Socket another = connect()) {
            another.getOutputStream().write(REQUEST.formatted("0").getBytes(StandardCharsets.US_ASCII));
            return another.getInputStream().read() != -1;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void requestThatIsNotCompleteInTime_endsItsConnection_howeverOftenABitOfItComes() throws Exception {
        try (Socket slow = connect()) {
            assertClosedAlthoughItSends(slow, "GET /0 HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        }
        try (Socket slow = connect()) {
            asked(slow, 0);
            assertClosedAlthoughItSends(slow, "POST /0 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
        }
    }

    private static void assertClosedAlthoughItSends(Socket slow, String begin) throws Exception {
        slow.setSoTimeout(LOOK_MILLIS);
        slow.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try {
            while (System.nanoTime() < end) {
                slow.getOutputStream().write('x');
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (IOException closed) {
            return;
        }
        fail("still open");
    }

    @Test
    void answerMayTakeItsTime_andTheClientHasItsOwnAfterIt() throws Exception {
        try (Socket patient = connect()) {
            asked(patient, 2 * LIMIT.toMillis());
            patient.getOutputStream().write(("POST /" + 2 * LIMIT.toMillis() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
                    .getBytes(StandardCharsets.US_ASCII));
            answered(patient);
            Thread.sleep(LIMIT.toMillis() / 2);
            asked(patient, 0);
        }
    }

    private static void asked(Socket socket, long after) throws IOException {
        socket.getOutputStream().write(REQUEST.formatted(Long.toString(after)).getBytes(StandardCharsets.US_ASCII));
        answered(socket);
    }

    private static void answered(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("ok")) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, "closed after: " + answer);
            answer.append((char) next);
        }
        assertTrue(answer.toString().startsWith("HTTP/1.1 200"), answer::toString);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(20_000);
        return socket;
    }
}
