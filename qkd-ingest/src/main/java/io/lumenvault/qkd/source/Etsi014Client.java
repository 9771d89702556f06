package io.lumenvault.qkd.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Takes keys from a module that serves them as a KME does (GS QKD 014 clauses 5 and 6); this node is one of its SAEs. */
final class Etsi014Client implements AutoCloseable {

    /** What the module can give (clause 6.1): bits of a key, keys in a request. */
    record Status(int keySize, int minKeySize, int maxKeySize, int maxKeysPerRequest) {
        private static Status of(JsonNode status) {
            int usual = status.path("key_size").asInt(256);
            return new Status(usual, status.path("min_key_size").asInt(usual), status.path("max_key_size").asInt(usual),
                    status.path("max_key_per_request").asInt(1));
        }
    }

    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** A key that the module does not have, or has given already (clause 5.4 has 400 for it). */
    private static final Set<Integer> GONE = Set.of(400, 404, 410);

    private final JsonExchange module;
    private final String path;

    /**
     * @param module base URL of the module's interface
     * @param sae SAE ID of this link's other end
     */
    Etsi014Client(URI module, SSLContext tls, String sae) {
        this.module = new JsonExchange(new JsonExchange.Side("the module", module, null, ANSWER, GONE), tls);
        this.path = "/api/v1/keys/" + URLEncoder.encode(sae, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @throws SourceException LATER, or REFUSED: a module that has no status for this link is not the one meant */
    Status status() throws SourceException, InterruptedException {
        try {
            return module.send("GET", path + "/status", null, body -> Status.of(PeerListener.object(body)));
        } catch (SourceException e) {
            throw e.kind() == SourceException.Kind.LATER ? e : new SourceException(SourceException.Kind.REFUSED, e.getMessage());
        }
    }

    /** New keys, one at least, which the module holds ready for the other end too. */
    DeliveredKeys newKeys(int number, int bits) throws SourceException, InterruptedException {
        DeliveredKeys keys = module.send("POST", path + "/enc_keys", Map.of("number", number, "size", bits), DeliveredKeys::read);
        try {
            keys.require(number, bits / Byte.SIZE);
            return keys;
        } catch (SourceException e) {
            keys.close();
            throw e;
        }
    }

    /** The keys that the other end was given under these identifiers. */
    DeliveredKeys keys(List<String> ids) throws SourceException, InterruptedException {
        return module.send("POST", path + "/dec_keys", Map.of("key_IDs", ids.stream().map(id -> Map.of("key_ID", id)).toList()),
                DeliveredKeys::read);
    }

    @Override
    public void close() {
        module.close();
    }
}
