package io.lumenvault.qkd.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/** Pushes key blocks and status to the key manager's ingest interface. Pushing a block again does no harm. */
public final class IngestClient implements AutoCloseable {
    /** What became of a push. */
    public sealed interface Outcome {
        /** The key manager holds the block. */
        record Accepted() implements Outcome {
        }

        /** Push the same block again later. */
        record Later(Duration delay, String reason) implements Outcome {
        }

        /** The key manager will not take the block. */
        record Refused(int status, String reason) implements Outcome {
            /** Whether it is the module that is refused, and not this block: it would be taken once that is set right. */
            public boolean ofTheModule() {
                return status == 403 || status == 404;
            }
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient client;
    private final String base;

    /**
     * @param keyManager base URL of the key manager, https
     * @param tls identity of the module
     */
    public IngestClient(URI keyManager, SSLContext tls) {
        if (!"https".equals(keyManager.getScheme())) {
            throw new IllegalArgumentException("key manager URL " + keyManager + " is not https");
        }
        if (keyManager.getHost() == null) {
            throw new IllegalArgumentException("key manager URL " + keyManager + " names no host; letters, digits, '-' and '.' make one");
        }
        base = keyManager.toString().replaceAll("/+$", "") + "/ingest/v1/links/";
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls)
                .connectTimeout(Duration.ofSeconds(5)).build();
    }

    /** Pushes one block once. */
    public Outcome push(KeyBlock block) throws InterruptedException {
        byte[] body = block.toBytes();
        try {
            return outcome(exchange(request(block.link(), "blocks").header("Content-Type", "application/vnd.lumenvault.key-block")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build()));
        } catch (IOException e) {
            return new Outcome.Later(RETRY, "key manager not reached: " + reason(e));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static Outcome outcome(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200, 201 -> new Outcome.Accepted();
            case 400, 403, 404, 409, 413, 415 -> new Outcome.Refused(response.statusCode(), shorten(response.body()));
            default -> new Outcome.Later(retryAfter(response), "key manager answers " + response.statusCode());
        };
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        String header = response.headers().firstValue("Retry-After").orElse("1");
        try {
            Duration wait = Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip())));
            return wait.isZero() ? Duration.ofMillis(200) : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (NumberFormatException e) {
            return RETRY;
        }
    }

    /** Sends live figures; whether the key manager took them. A lost status is not sent again. */
    public boolean send(LinkStatus status) throws InterruptedException {
        try {
            return exchange(request(status.link(), "status").header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(status.toJson())).build()).statusCode() == 204;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        return WholeAnswer.of(client, request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_BYTES), TIMEOUT);
    }

    private HttpRequest.Builder request(String link, String what) {
        String name = URLEncoder.encode(link, StandardCharsets.UTF_8).replace("+", "%20");
        return HttpRequest.newBuilder(URI.create(base + name + "/" + what));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : shorten(e.getMessage());
    }

    private static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
