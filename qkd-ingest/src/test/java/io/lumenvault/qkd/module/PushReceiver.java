package io.lumenvault.qkd.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** The receiving end of the ingest interface: keeps what was pushed, answers as it is told to. */
final class PushReceiver implements AutoCloseable {
    record Push(JsonNode metadata, byte[] key) {
    }

    final Map<Long, Push> blocks = new ConcurrentSkipListMap<>();
    final CopyOnWriteArrayList<JsonNode> statuses = new CopyOnWriteArrayList<>();
    final CopyOnWriteArrayList<String> conflicts = new CopyOnWriteArrayList<>();
    volatile int refuseWith;
    volatile int refused;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpsServer server;

    PushReceiver(SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ingest/v1/links/link-1/blocks", this::block);
        server.createContext("/ingest/v1/links/link-1/status", this::status);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private void block(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (refuseWith != 0) {
            refused++;
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, refuseWith);
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] metadata = new byte[in.getInt()];
        in.get(metadata);
        Push push = new Push(json.readTree(metadata), Arrays.copyOfRange(body, in.position(), body.length));
        Push before = blocks.putIfAbsent(push.metadata().get("sequence").asLong(), push);
        if (before != null && !MessageDigest.isEqual(before.key(), push.key())) {
            conflicts.add(push.metadata().toString());
        }
        answer(exchange, before == null ? 201 : 200);
    }

    private void status(HttpExchange exchange) throws IOException {
        statuses.add(json.readTree(exchange.getRequestBody().readAllBytes()));
        answer(exchange, 204);
    }

    private static void answer(HttpExchange exchange, int code) throws IOException {
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
