package io.lumenvault.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Sends HTTPS requests, good and bad ones, to one site as one principal. */
final class HttpsCaller implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final String base;
    private final HttpClient http;

    HttpsCaller(String base, SSLContext tls) {
        this.base = base;
        this.http = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_LIMIT).build();
    }

    record Answer(int status, String contentType, String text) {

        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        String message() {
            try {
                return json().path("message").asText();
            } catch (IOException _) {
                return "";
            }
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    Answer post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return send("POST", path, contentType, BodyPublishers.ofByteArray(body));
    }

    Answer postJson(String path, String body) throws IOException, InterruptedException {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, String contentType, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_LIMIT).method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
