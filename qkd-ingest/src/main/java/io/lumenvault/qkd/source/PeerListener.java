package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.lumenvault.qkd.ingest.EventLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Takes requests in JSON over mutual TLS, each from the one party that may send it. */
final class PeerListener implements AutoCloseable {
    private static final int MOST_BYTES = 12 << 20;
    private static final int BACKLOG = 16;
    private static final String RETRY_SECONDS = "1";

    static {
        // Read once by the JDK's server: who connects and says nothing, or goes on and on, is cut off.
        System.setProperty("sun.net.httpserver.maxReqTime", System.getProperty("sun.net.httpserver.maxReqTime", "30"));
        System.setProperty("jdk.httpserver.maxConnections", System.getProperty("jdk.httpserver.maxConnections", "64"));
    }

    private final HttpsServer server;
    private final EventLog log;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    /** Serves a request. */
    interface Handler {
        /** @param body wiped afterwards */
        Answer serve(byte[] body) throws IOException, InterruptedException;
    }

    /** An answer: HTTP status and members of its body. */
    record Answer(int status, Map<String, ?> body) {
        static Answer failure(int status, String message) {
            return new Answer(status, Map.of("message", message));
        }
    }

    PeerListener(InetSocketAddress address, SSLContext tls, EventLog log) throws IOException {
        this.log = log;
        try {
            server = HttpsServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage());
        }
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.setExecutor(threads);
    }

    /**
     * Serves POST to a path.
     *
     * @param caller common name in the certificate of the one who may ask
     */
    PeerListener on(String path, String caller, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean right = exchange.getRequestMethod().equals("POST") && exchange.getRequestURI().getPath().equals(path);
                send(exchange, right ? admitted((HttpsExchange) exchange, caller, handler) : Answer.failure(404, "this is for POST to " + path));
            }
        });
        return this;
    }

    void start() {
        server.start();
    }

    private Answer admitted(HttpsExchange exchange, String caller, Handler handler) throws IOException {
        String name = CommonName.of(exchange.getSSLSession());
        if (!caller.equals(name)) {
            return Answer.failure(403, "'" + name + "' may not ask this; only '" + caller + "' may");
        }
        if (closing) {
            return Answer.failure(503, "the key source is stopping");
        }
        int length = length(exchange);
        if (length < 0 || length > MOST_BYTES) {
            return Answer.failure(length < 0 ? 411 : 413, "a request has a Content-Length of at most " + MOST_BYTES);
        }
        byte[] body = new byte[length];
        try {
            return exchange.getRequestBody().readNBytes(body, 0, length) < length ? Answer.failure(400, "the request ends early") : served(handler, body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static int length(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Content-Length");
        try {
            return header == null ? -1 : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(header.strip()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private Answer served(Handler handler, byte[] body) {
        try {
            return handler.serve(body);
        } catch (IOException malformed) {
            // Its message could quote the request.
            return Answer.failure(400, "the request is not the JSON expected");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Answer.failure(503, "the key source is stopping");
        } catch (RuntimeException defect) {
            log.event("a request failed: %s", defect);
            return Answer.failure(500, "the request failed");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = JsonExchange.JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (answer.status() == 503) {
            exchange.getResponseHeaders().add("Retry-After", RETRY_SECONDS);
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** Reads an object. */
    static JsonNode object(byte[] body) throws IOException {
        JsonNode read = JsonExchange.JSON.readTree(body);
        if (read == null || !read.isObject()) {
            throw new IOException("an object is needed");
        }
        return read;
    }

    /** From now on nothing is taken. */
    void refuse() {
        closing = true;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
