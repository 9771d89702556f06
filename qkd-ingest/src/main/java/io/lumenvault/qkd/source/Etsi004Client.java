package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Opens key streams at a module that pushes (GS QKD 004 clause 6 as a REST binding in push mode): OPEN_CONNECT gives the stream,
 * one GET_KEY starts the push, CLOSE ends it. This GET has a body: so the binding has it.
 */
final class Etsi004Client implements AutoCloseable {
    private static final String BASE = "/api/v1/kms/etsi004/";
    private static final int TIMEOUT_MS = 10_000;
    private static final int TTL_SECONDS = 3600;
    /** The first bytes of each block pay for its comparison with the other end. */
    private static final int TAG_KEY_BYTES = 32;

    private final JsonExchange module;
    private final SourceConfig config;

    Etsi004Client(SourceConfig config, SSLContext tls) {
        this.module = new JsonExchange("the module", config.source(), tls);
        this.config = config;
    }

    /**
     * Opens a stream.
     *
     * @param keyStreamId the stream to join, or null for a new one
     * @return its Key_stream_ID
     */
    String open(String keyStreamId) throws SourceException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("source", config.local());
        request.put("destination", config.remote());
        if (keyStreamId != null) {
            request.put("key_stream_id", keyStreamId);
        }
        request.put("qos", Map.of("key_chunk_size", config.blockBytes(), "max_bps", 0, "min_bps", 0, "jitter", 0, "priority", 0,
                "timeout", TIMEOUT_MS, "ttl", TTL_SECONDS, "metadata_mimetype", "application/json"));
        JsonNode answer = module.send("POST", BASE + "open-connect", request, PeerListener::object);
        String opened = answer.path("key_stream_id").asText(keyStreamId == null ? "" : keyStreamId);
        int chunk = answer.path("qos").path("key_chunk_size").asInt(config.blockBytes());
        if (opened.isEmpty() || chunk <= TAG_KEY_BYTES) {
            throw new SourceException(SourceException.Kind.REFUSED, opened.isEmpty() ? "the module names no key_stream_id"
                    : "the module offers chunks of " + chunk + " bytes; a block has more than " + TAG_KEY_BYTES);
        }
        return opened;
    }

    /** Starts the push. */
    void start(String keyStreamId) throws SourceException, InterruptedException {
        module.send("GET", BASE + "get-key", Map.of("key_stream_id", keyStreamId), body -> null);
    }

    void close(String keyStreamId) throws SourceException, InterruptedException {
        module.send("PUT", BASE + "close", Map.of("key_stream_id", keyStreamId), body -> null);
    }

    @Override
    public void close() {
        module.close();
    }
}
