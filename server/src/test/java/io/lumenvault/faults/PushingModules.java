package io.lumenvault.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** The devices of another maker at both ends of a link: they speak the push mode of ETSI GS QKD 004 over REST. */
final class PushingModules implements AutoCloseable {

    private static final int CHUNK = 1024;
    private static final long PERIOD_MS = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, HttpsServer> servers = new LinkedHashMap<>();
    private final Map<String, Integer> pushPorts = new LinkedHashMap<>();
    /** Key streams that are open, and the next index that each end pushes. */
    private final Map<String, Map<String, Integer>> streams = new ConcurrentHashMap<>();
    /** How often an end has closed a stream: what it would push after that is other key. */
    private final Map<String, Integer> closes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService light = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient client;

    PushingModules(Credential credential, Path authority) throws IOException {
        SSLContext tls = MutualTls.context(credential, authority);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
        for (String end : SourcePair.ENDS) {
            pushPorts.put(end, Ports.unusual().any());
            servers.put(end, serve(tls, end));
        }
        light.scheduleWithFixedDelay(this::pushAll, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private HttpsServer serve(SSLContext tls, String end) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters mutual = getSSLContext().getDefaultSSLParameters();
                mutual.setNeedClientAuth(true);
                parameters.setSSLParameters(mutual);
            }
        });
        server.createContext("/api/v1/kms/etsi004/open-connect", exchange -> answer(exchange, 201, open(body(exchange))));
        server.createContext("/api/v1/kms/etsi004/get-key", exchange -> {
            streams.get(body(exchange).path("key_stream_id").asText()).putIfAbsent(end, 0);
            answer(exchange, 205, Map.of("status", 0));
        });
        server.createContext("/api/v1/kms/etsi004/close", exchange -> {
            String id = body(exchange).path("key_stream_id").asText();
            streams.getOrDefault(id, Map.of()).remove(end);
            closes.merge(end + id, 1, Integer::sum);
            answer(exchange, 204, Map.of());
        });
        server.start();
        return server;
    }

    private Map<String, Object> open(JsonNode request) {
        String id = request.path("key_stream_id").asText(UUID.randomUUID().toString());
        streams.putIfAbsent(id, new ConcurrentHashMap<>());
        return Map.of("key_stream_id", id, "qos", Map.of("key_chunk_size", CHUNK), "status", 0);
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        return json.readTree(exchange.getRequestBody().readAllBytes());
    }

    private void answer(HttpExchange exchange, int status, Map<String, Object> members) throws IOException {
        try (exchange) {
            byte[] body = json.writeValueAsBytes(members);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
            if (status != 204) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private void pushAll() {
        streams.forEach((id, ends) -> ends.forEach((end, index) -> {
            // Every third chunk is pushed twice.
            if (push(id, end, index) && (index % 3 != 0 || push(id, end, index))) {
                ends.computeIfPresent(end, (_, at) -> at + 1);
            }
        }));
    }

    private boolean push(String id, String end, int index) {
        byte[] chunk = new byte[CHUNK];
        new Random(UUID.fromString(id).getLeastSignificantBits() ^ index ^ (long) closes.getOrDefault(end + id, 0) << Integer.SIZE).nextBytes(chunk);
        Map<String, Object> message = Map.of("status", 0, "index", index, "key_buffer", Base64.getEncoder().encodeToString(chunk),
                "metadata", Map.of("size", 64, "buffer", Map.of("key_stream_id", id)));
        try {
            return client.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + pushPorts.get(end) + "/api/v1/qkd/etsi004/key-material"))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(message))).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 201;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String url(String end) {
        return "https://127.0.0.1:" + servers.get(end).getAddress().getPort();
    }

    int pushPort(String end) {
        return pushPorts.get(end);
    }

    @Override
    public void close() {
        light.shutdownNow();
        servers.values().forEach(server -> server.stop(0));
        client.shutdownNow();
    }
}
