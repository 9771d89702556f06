package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Opens key streams at a module that pushes (GS QKD 004 clause 6 as a REST binding in push mode): OPEN_CONNECT gives the stream,
 * one GET_KEY starts the push, CLOSE ends it. This GET has a body: so the binding has it.
 */
final class Etsi004Client implements AutoCloseable {
    private static final String BASE = "/api/v1/kms/etsi004/";
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final int TIMEOUT_MS = 5_000;
    private static final int TTL_SECONDS = 3600;
    /** The first bytes of each block pay for its comparison with the other end. */
    private static final int TAG_KEY_BYTES = 32;
    private static final int MOST_CHUNK_BYTES = 4 << 20;
    /** Status of table 3: a connection whose other end is not there yet is one. */
    private static final int PEER_NOT_CONNECTED = 1;

    private final JsonExchange module;
    private final SourceConfig config;

    /** A stream as the module has opened it. */
    record Opened(String keyStreamId, int chunkBytes) {
    }

    Etsi004Client(SourceConfig config, SSLContext tls) {
        this.module = new JsonExchange(new JsonExchange.Side("the module", config.source(), config.moduleName(), ANSWER, Set.of()), tls);
        this.config = config;
    }

    /**
     * Opens a stream.
     *
     * @param keyStreamId the stream to join, or null for a new one
     */
    Opened open(String keyStreamId) throws SourceException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("source", config.local());
        request.put("destination", config.remote());
        if (keyStreamId != null) {
            request.put("key_stream_id", keyStreamId);
        }
        request.put("qos", Map.of("key_chunk_size", config.blockBytes(), "max_bps", 0, "min_bps", 0, "jitter", 0, "priority", 0,
                "timeout", TIMEOUT_MS, "ttl", TTL_SECONDS, "metadata_mimetype", "application/json"));
        JsonNode answer = module.send("POST", BASE + "open-connect", request, PeerListener::object);
        require(answer, "OPEN_CONNECT");
        String opened = answer.path("key_stream_id").asText(keyStreamId == null ? "" : keyStreamId);
        int chunk = answer.path("qos").path("key_chunk_size").asInt(config.blockBytes());
        if (opened.isEmpty() || keyStreamId != null && !opened.equals(keyStreamId)) {
            throw refused("the module was asked for " + (keyStreamId == null ? "a new key stream and names none"
                    : "key stream " + JsonExchange.shorten(keyStreamId) + " and opens another"));
        }
        if (chunk <= TAG_KEY_BYTES || chunk > MOST_CHUNK_BYTES) {
            throw refused("the module offers chunks of " + chunk + " bytes; allowed is " + (TAG_KEY_BYTES + 1) + " to " + MOST_CHUNK_BYTES);
        }
        return new Opened(opened, chunk);
    }

    /** Starts the push. */
    void start(String keyStreamId) throws SourceException, InterruptedException {
        require(module.send("GET", BASE + "get-key", Map.of("key_stream_id", keyStreamId), Etsi004Client::perhaps), "GET_KEY");
    }

    void close(String keyStreamId) throws SourceException, InterruptedException {
        module.send("PUT", BASE + "close", Map.of("key_stream_id", keyStreamId), Etsi004Client::perhaps);
    }

    /** An answer that may have no body. */
    private static JsonNode perhaps(byte[] body) throws IOException {
        return body.length == 0 ? JsonExchange.JSON.createObjectNode() : PeerListener.object(body);
    }

    private static void require(JsonNode answer, String call) throws SourceException {
        int status = answer.path("status").asInt(0);
        if (status > PEER_NOT_CONNECTED) {
            throw new SourceException(SourceException.Kind.LATER, "the module answers " + call + " with status " + status + " of GS QKD 004");
        }
    }

    private static SourceException refused(String why) {
        return new SourceException(SourceException.Kind.REFUSED, why);
    }

    @Override
    public void close() {
        module.close();
    }
}
