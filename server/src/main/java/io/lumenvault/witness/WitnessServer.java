package io.lumenvault.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The witness's HTTP interface: {@code POST /add-checkpoint}. Requests need no authentication beyond the log's signature (C2SP
 * tlog-witness); so bodies and connections are few, and who does not send his within some seconds keeps no other from it.
 */
public final class WitnessServer implements AutoCloseable {

    private static final int MOST_BYTES = 64 << 10;
    private static final int BACKLOG = 64;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int INTERNAL_ERROR = 500;

    static {
        // Read once by the JDK's server: who connects and says nothing, or goes on and on, is cut off.
        System.setProperty("sun.net.httpserver.maxReqTime", System.getProperty("sun.net.httpserver.maxReqTime", "5"));
        System.setProperty("jdk.httpserver.maxConnections", System.getProperty("jdk.httpserver.maxConnections", "128"));
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Witness witness;

    /** Listens; port 0 takes any. */
    public WitnessServer(Witness witness, InetSocketAddress address) throws IOException {
        this.witness = Objects.requireNonNull(witness, "witness");
        this.http = HttpServer.create(address, BACKLOG);
        http.createContext("/add-checkpoint", this::addCheckpoint);
        http.setExecutor(threads);
        http.start();
    }

    /** The address that it listens on. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    private void addCheckpoint(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, METHOD_NOT_ALLOWED, "text/plain", "add-checkpoint is a POST\n");
                return;
            }
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readNBytes(MOST_BYTES + 1);
            }
            if (body.length > MOST_BYTES) {
                answer(exchange, CONTENT_TOO_LARGE, "text/plain", "a request has at most " + MOST_BYTES + " bytes\n");
                return;
            }
            Witness.Answer answer = decided(new String(body, StandardCharsets.UTF_8));
            answer(exchange, answer.status(), answer.isSize() ? "text/x.tlog.size" : "text/plain", answer.text());
        }
    }

    /** A head that could not be kept is not cosigned. */
    private Witness.Answer decided(String body) {
        try {
            return witness.addCheckpoint(body);
        } catch (IOException failed) {
            System.err.println("lumenvault witness: " + failed.getMessage());
            return new Witness.Answer(INTERNAL_ERROR, "the witness cannot keep the checkpoint\n", false);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(1);
        threads.shutdown();
    }
}
