package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Requests and answers in JSON over mutual TLS. An answer may hold key, so its bytes are lent and wiped. */
final class JsonExchange implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 16 << 20;
    private static final int LONGEST_REASON = 200;
    private static final int FIRST_ERROR = 300;

    private final String whose;
    private final String base;
    private final HttpClient client;

    /**
     * @param whose what complaints call the other side, for example "the module"
     * @param base base URL, https
     */
    JsonExchange(String whose, URI base, SSLContext tls) {
        this.whose = whose;
        this.base = base.toString().replaceAll("/+$", "");
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).connectTimeout(CONNECT).build();
    }

    /** Reads an answer. */
    interface Reader<T> {
        /** @param body wiped afterwards */
        T read(byte[] body) throws IOException;
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param body an object to be written as JSON, or null
     * @throws SourceException with status and words of the other side where it refuses, or why it was not reached
     */
    <T> T send(String method, String path, Map<String, ?> body, Reader<T> reader) throws SourceException, InterruptedException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
            request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<byte[]> response = client.send(request.build(),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
            try {
                if (response.statusCode() >= FIRST_ERROR) {
                    throw refused(response.statusCode(), response.body());
                }
                return reader.read(response.body());
            } finally {
                Arrays.fill(response.body(), (byte) 0);
            }
        } catch (IOException unreached) {
            throw new SourceException(SourceException.Kind.LATER, whose + " does not answer: " + reason(unreached));
        }
    }

    private SourceException refused(int status, byte[] body) {
        SourceException.Kind kind = switch (status) {
            case 408, 425, 429, 500, 502, 503, 504 -> SourceException.Kind.LATER;
            case 400, 404, 409, 410 -> SourceException.Kind.LOST;
            default -> SourceException.Kind.REFUSED;
        };
        return new SourceException(kind, whose + " answers " + status + message(body));
    }

    private static String message(byte[] body) {
        try {
            JsonNode said = JSON.readTree(body).path("message");
            return said.isTextual() ? ": " + shorten(said.asText()) : "";
        } catch (IOException none) {
            return "";
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : shorten(e.getMessage());
    }

    private static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
