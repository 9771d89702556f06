package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Takes requests in JSON over mutual TLS, each from the one party that may send it. */
final class PeerListener implements AutoCloseable {
    private static final int MOST_BYTES = 12 << 20;
    private static final int BACKLOG = 16;
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final String RETRY_SECONDS = "1";

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Serves a request. */
    interface Handler {
        /** @param body wiped afterwards */
        Answer serve(byte[] body) throws IOException, InterruptedException;
    }

    /** An answer: HTTP status and members of its body. */
    record Answer(int status, Map<String, ?> body) {
        static Answer of(int status) {
            return new Answer(status, Map.of());
        }

        static Answer failure(int status, String message) {
            return new Answer(status, Map.of("message", message));
        }
    }

    PeerListener(InetSocketAddress address, SSLContext tls) throws IOException {
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
     * Serves a path.
     *
     * @param caller common name in the certificate of the one who may ask
     */
    PeerListener on(String method, String path, String caller, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Answer answer = exchange.getRequestMethod().equals(method) && exchange.getRequestURI().getPath().equals(path)
                        ? admitted((HttpsExchange) exchange, caller, handler)
                        : Answer.failure(404, "this is for " + method + " " + path);
                send(exchange, answer);
            }
        });
        return this;
    }

    void start() {
        server.start();
    }

    private static Answer admitted(HttpsExchange exchange, String caller, Handler handler) throws IOException {
        X509Certificate certificate = (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
        String name = commonName(certificate);
        if (!caller.equals(name)) {
            return Answer.failure(FORBIDDEN, "'" + name + "' may not ask this; only '" + caller + "' may");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        try {
            return body.length > MOST_BYTES ? Answer.failure(TOO_LARGE, "a request has at most " + MOST_BYTES + " bytes") : handler.serve(body);
        } catch (IOException malformed) {
            return Answer.failure(BAD_REQUEST, "the request cannot be read as JSON");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Answer.failure(503, "the key source is stopping");
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static String commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN")).map(part -> part.getValue().toString()).findFirst().orElse("");
        } catch (InvalidNameException impossible) {
            throw new IllegalStateException(impossible);
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
            throw new IOException("not an object");
        }
        return read;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
