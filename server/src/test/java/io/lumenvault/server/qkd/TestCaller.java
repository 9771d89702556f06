package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.pki.MutualTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls one site with one participant's certificate. */
final class TestCaller implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final String base;
    private final HttpClient http;

    TestCaller(TwoSites sites, String participant, String base) throws IOException {
        this.base = base;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .sslContext(MutualTls.context(sites.participants().credential(participant), sites.participants().authority())).build();
    }

    record Answer(int status, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException malformed) {
                throw new AssertionError(text, malformed);
            }
        }

        /** The keys of a Key container, by identifier, in order. */
        Map<String, byte[]> keys() {
            assertEquals(200, status, text);
            Map<String, byte[]> keys = new LinkedHashMap<>();
            json().get("keys").forEach(key -> {
                try {
                    keys.put(key.get("key_ID").textValue(), key.get("key").binaryValue());
                } catch (IOException malformed) {
                    throw new AssertionError(malformed);
                }
            });
            return keys;
        }

        void assertError(int expected, String message) {
            assertEquals(expected, status, text);
            assertEquals(message, json().get("message").textValue());
        }

        void assertRefusedWithoutBody() {
            assertEquals(401, status, text);
            assertEquals("", text);
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    Answer post(String path, String json) {
        return post(path, "application/json", json);
    }

    Answer post(String path, String type, String body) {
        return send(HttpRequest.newBuilder().header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)), path);
    }

    Answer postNothing(String path) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), path);
    }

    Answer send(HttpRequest.Builder request, String path) {
        try {
            HttpResponse<String> response = http.send(request.uri(URI.create(base + path)).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    Answer enc(String slave, String query) {
        return get("/api/v1/keys/" + slave + "/enc_keys" + query);
    }

    Answer encPost(String slave, String json) {
        return post("/api/v1/keys/" + slave + "/enc_keys", json);
    }

    Answer dec(String master, Iterable<String> ids) {
        StringBuilder json = new StringBuilder("{\"key_IDs\":[");
        String separator = "";
        for (String id : ids) {
            json.append(separator).append("{\"key_ID\":\"").append(id).append("\"}");
            separator = ",";
        }
        return post("/api/v1/keys/" + master + "/dec_keys", json.append("]}").toString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** Keys as text, for comparison. */
    static Map<String, String> printable(Map<String, byte[]> keys) {
        return keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                key -> java.util.HexFormat.of().formatHex(key.getValue())));
    }
}
