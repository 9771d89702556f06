package io.lumenvault.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.pki.Credential;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.qkd.ingest.WholeAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Calls JSON APIs of one site as one principal. */
public final class JsonClient implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration DOWNLOAD_LIMIT = Duration.ofHours(1);
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final HttpClient http;
    /** The Authorization header, or null. */
    private final String authorization;

    /**
     * A client; it connects when first used.
     *
     * @param base the site's base URL, {@code https://host:port}
     */
    public JsonClient(String base, Credential credential, Path authority) throws IOException {
        this(base, MutualTls.context(credential, authority), null);
    }

    private JsonClient(String base, SSLContext tls, String authorization) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.http = HttpClient.newBuilder().sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT).build();
        this.authorization = authorization;
    }

    /** A client without certificate that brings a bearer token with each request. */
    public static JsonClient withToken(String base, String token, Path authority) throws IOException {
        return new JsonClient(base, MutualTls.trusting(authority), "Bearer " + token);
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
        return send("GET", withQuery(path, parameters), JSON_TYPE, new byte[0], limit);
    }

    /** POST of a body of some media type, whatever the status of the answer. */
    public Answer post(String path, Map<String, String> parameters, String mediaType, byte[] body) throws IOException {
        return send("POST", withQuery(path, parameters), mediaType, body, ANSWER_LIMIT);
    }

    /** GET of a document of any length into a file, which is complete when this returns; what an answer that failed has left is removed. */
    public void download(String path, Map<String, String> parameters, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        HttpRequest request = request(withQuery(path, parameters), DOWNLOAD_LIMIT).build();
        try {
            HttpResponse<Path> response = exchange(request, HttpResponse.BodyHandlers.ofFile(part));
            if (response.statusCode() != OK) {
                throw refused(path, new Answer(response.statusCode(), parse(Files.readAllBytes(part))));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A name as one segment of a path. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String withQuery(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream().filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return path + (query.isEmpty() ? "" : "?" + query);
    }

    /** POST of a JSON document, whatever the status of the answer. */
    public Answer post(String path, JsonNode body) throws IOException {
        return send("POST", path, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Any request, whatever the status of the answer; a body that is not empty is JSON. */
    public Answer send(String method, String path, byte[] body) throws IOException {
        return send(method, path, JSON_TYPE, body, ANSWER_LIMIT);
    }

    private Answer send(String method, String path, String mediaType, byte[] body, Duration limit) throws IOException {
        HttpRequest.Builder request = request(path, limit)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", mediaType);
        }
        HttpResponse<byte[]> response = exchange(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), parse(response.body()));
    }

    private HttpRequest.Builder request(String path, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(limit).header("Accept", "*/*");
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return WholeAnswer.of(http, request, body, request.timeout().orElseThrow());
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + base + ": is the site running?", e);
        } catch (HttpTimeoutException e) {
            throw new IOException(base + " did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + base, e);
        }
    }

    /** A change that must succeed; an error answer becomes one line with the site's own words. */
    public JsonNode change(String method, String path, Map<String, ?> members) throws IOException {
        Answer answer = send(method, path, members.isEmpty() ? new byte[0] : JSON.writeValueAsBytes(members));
        requireSuccess(path, answer);
        return answer.body();
    }

    /** GET of a document that must be there; an error answer becomes one line with the site's own words. */
    public JsonNode document(String path, Map<String, String> parameters) throws IOException {
        return document(path, parameters, ANSWER_LIMIT);
    }

    /** The same for an answer that takes its time. */
    public JsonNode document(String path, Map<String, String> parameters, Duration limit) throws IOException {
        Answer answer = get(path, parameters, limit);
        requireSuccess(path, answer);
        return answer.body();
    }

    /** POST that must succeed; an error answer becomes one line with the site's own words. */
    public JsonNode posted(String path, JsonNode body) throws IOException {
        Answer answer = post(path, body);
        requireSuccess(path, answer);
        return answer.body();
    }

    /** The same of a body of some media type. */
    public JsonNode posted(String path, Map<String, String> parameters, String mediaType, byte[] body) throws IOException {
        Answer answer = post(path, parameters, mediaType, body);
        requireSuccess(path, answer);
        return answer.body();
    }

    /** The same of a JSON object of the members that are not null. */
    public JsonNode posted(String path, Map<String, String> members) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(members);
        given.values().removeIf(Objects::isNull);
        return posted(path, Map.of(), JSON_TYPE, JSON.writeValueAsBytes(given));
    }

    private void requireSuccess(String path, Answer answer) {
        if (answer.status() < OK || answer.status() >= REDIRECTION) {
            String message = answer.body().path("message").asText("no reason given");
            throw new CommandFailure(base + path + " answered " + answer.status() + ": " + message);
        }
    }

    private CommandFailure refused(String path, Answer answer) {
        return new CommandFailure(base + path + " answered " + answer.status() + ": " + answer.body().path("message").asText("no reason given"));
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
