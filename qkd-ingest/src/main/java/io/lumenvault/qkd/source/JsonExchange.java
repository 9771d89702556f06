package io.lumenvault.qkd.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.qkd.ingest.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Requests and answers in JSON over mutual TLS. An answer may hold key, so its bytes are lent and wiped, and never quoted. */
final class JsonExchange implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final int MOST_BYTES = 16 << 20;
    private static final int LONGEST_REASON = 160;
    private static final int FIRST_ERROR = 300;
    private static final Set<Integer> LATER = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final Side side;
    private final HttpClient client;

    /**
     * The other side.
     *
     * @param whose what complaints call it, for example "the module"
     * @param base its base URL, https
     * @param name common name in its certificate, or null where its host name says enough
     * @param answer how long an answer may take, to its last byte
     * @param lost statuses by which it says that what was asked for will never be there
     */
    record Side(String whose, URI base, String name, Duration answer, Set<Integer> lost) {
    }

    JsonExchange(Side side, SSLContext tls) {
        if (side.base().getHost() == null) {
            throw new IllegalArgumentException("URL " + side.base() + " of " + side.whose() + " names no host; letters, digits, '-' and '.' make one");
        }
        this.side = side;
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
        HttpResponse<byte[]> response = exchange(request(method, path, body));
        try {
            requireName(response);
            if (response.statusCode() >= FIRST_ERROR) {
                throw refused(response.statusCode(), response.body());
            }
            return reader.read(response.body());
        } catch (JsonProcessingException malformed) {
            // Its message would quote the answer.
            throw new SourceException(SourceException.Kind.UNREADABLE, side.whose() + " answers " + path + " with what is not the JSON expected");
        } catch (IOException wrong) {
            throw new SourceException(SourceException.Kind.UNREADABLE, side.whose() + ": " + reason(wrong));
        } finally {
            Arrays.fill(response.body(), (byte) 0);
        }
    }

    private HttpRequest request(String method, String path, Map<String, ?> body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(side.base().toString().replaceAll("/+$", "") + path));
            request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            return body == null ? request.build() : request.header("Content-Type", "application/json").build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws SourceException, InterruptedException {
        try {
            return WholeAnswer.of(client, request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES),
                    side.answer());
        } catch (IOException unreached) {
            throw new SourceException(SourceException.Kind.LATER, side.whose() + " does not answer: " + reason(unreached));
        }
    }

    private void requireName(HttpResponse<byte[]> response) throws SourceException {
        try {
            String name = side.name() == null ? null : CommonName.of(response.sslSession().orElseThrow());
            if (side.name() != null && !side.name().equals(name)) {
                throw new SourceException(SourceException.Kind.REFUSED,
                        "'" + name + "' answers for " + side.whose() + ", which is '" + side.name() + "'");
            }
        } catch (SSLPeerUnverifiedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SourceException refused(int status, byte[] body) {
        SourceException.Kind kind = LATER.contains(status) ? SourceException.Kind.LATER
                : side.lost().contains(status) ? SourceException.Kind.LOST : SourceException.Kind.REFUSED;
        return new SourceException(kind, side.whose() + " answers " + status + message(body));
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

    /** One line of bounded length. */
    static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
