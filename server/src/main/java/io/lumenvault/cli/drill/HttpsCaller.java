package io.lumenvault.cli.drill;

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
public final class HttpsCaller implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final String base;
    private final HttpClient http;

    /** @param base URL of the site, without path */
    public HttpsCaller(String base, SSLContext tls) {
        this.base = base;
        this.http = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWER_LIMIT).build();
    }

    /** What came back; the body as text. */
    public record Answer(int status, String contentType, String text) {

        /** The body as JSON. */
        public JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        /** The member {@code message} of an error answer; empty where there is none. */
        public String message() {
            try {
                return json().path("message").asText();
            } catch (IOException _) {
                return "";
            }
        }
    }

    /** A GET. */
    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    /** A POST of bytes. */
    public Answer post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return send("POST", path, contentType, BodyPublishers.ofByteArray(body));
    }

    /** A POST of JSON. */
    public Answer postJson(String path, String body) throws IOException, InterruptedException {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Any request. @param contentType or null for none */
    public Answer send(String method, String path, String contentType, BodyPublisher body) throws IOException, InterruptedException {
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
