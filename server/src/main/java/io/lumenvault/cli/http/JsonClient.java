package io.lumenvault.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls JSON APIs of one site with one principal's certificate. */
public final class JsonClient implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final HttpClient http;

    /**
     * A client; it connects when first used.
     *
     * @param base the site's base URL, {@code https://host:port}
     */
    public JsonClient(String base, Credential credential, Path authority) throws IOException {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.http = HttpClient.newBuilder().sslContext(MutualTls.context(credential, authority))
                .version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT).build();
    }

    /**
     * An answer.
     *
     * @param status the HTTP status code
     * @param body the JSON document; missing where the answer had none
     */
    public record Answer(int status, JsonNode body) {}

    /** GET, whatever the status of the answer. Null values among the parameters are left out. */
    public Answer get(String path, Map<String, String> parameters) throws IOException {
        return get(path, parameters, ANSWER_LIMIT);
    }

    private Answer get(String path, Map<String, String> parameters, Duration limit) throws IOException {
        String query = parameters.entrySet().stream().filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI uri = URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
        return send(HttpRequest.newBuilder(uri).timeout(limit).header("Accept", "application/json").build());
    }

    /** POST of a JSON document, whatever the status of the answer. */
    public Answer post(String path, JsonNode body) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_LIMIT).header("Accept", "application/json")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.toString())).build());
    }

    private Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + base + ": is the site running?", e);
        } catch (HttpTimeoutException e) {
            throw new IOException(base + " did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + base, e);
        }
    }

    /** GET of a document that must be there; an error answer becomes one line with the site's own words. */
    public JsonNode document(String path, Map<String, String> parameters) throws IOException {
        return required(path, get(path, parameters));
    }

    /** The same for an answer that takes its time. */
    public JsonNode document(String path, Map<String, String> parameters, Duration limit) throws IOException {
        return required(path, get(path, parameters, limit));
    }

    /** POST that must succeed; an error answer becomes one line with the site's own words. */
    public JsonNode posted(String path, JsonNode body) throws IOException {
        return required(path, post(path, body));
    }

    private JsonNode required(String path, Answer answer) {
        if (answer.status() != 200) {
            String message = answer.body().path("message").asText("no reason given");
            throw new CommandFailure(base + path + " answered " + answer.status() + ": " + message);
        }
        return answer.body();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
