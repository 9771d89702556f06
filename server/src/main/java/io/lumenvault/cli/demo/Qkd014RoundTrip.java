package io.lumenvault.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.CommandFailure;
import io.lumenvault.cli.http.JsonClient;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/** One key by ETSI GS QKD 014 V1.1.1: SAE A asks site A for it (clause 5.2), SAE B fetches it at site B by its identifier (clause 5.3). */
final class Qkd014RoundTrip {

    private static final int KEY_BITS = 256;
    private static final int OK = 200;

    private Qkd014RoundTrip() {}

    /** Makes the round trip and says in words what was seen; never the key. */
    static String run(TwoSites demo) throws IOException {
        var people = demo.participants();
        try (JsonClient a = new JsonClient(demo.a().url(), people.credential("sae-a"), people.authority());
                JsonClient b = new JsonClient(demo.b().url(), people.credential("sae-b"), people.authority())) {
            JsonNode sent = key(a.get("/api/v1/keys/sae-b/enc_keys", Map.of("number", "1", "size", Integer.toString(KEY_BITS))), "enc_keys at A");
            String id = sent.path("key_ID").asText();
            JsonNode received = key(b.get("/api/v1/keys/sae-a/dec_keys", Map.of("key_ID", id)), "dec_keys at B");
            if (!received.path("key_ID").asText().equals(id)) {
                throw new CommandFailure("site B answered with another key_ID than " + id);
            }
            if (!equal(sent.path("key").asText(), received.path("key").asText())) {
                throw new CommandFailure("the keys of " + id + " differ between A and B");
            }
            return "key " + id + ", " + KEY_BITS + " bits, equal for sae-a at A and sae-b at B";
        }
    }

    private static JsonNode key(JsonClient.Answer answer, String what) {
        if (answer.status() != OK) {
            throw new CommandFailure(what + " answered " + answer.status() + ": " + answer.body().path("message").asText("no reason given"));
        }
        JsonNode key = answer.body().path("keys").path(0);
        if (!key.hasNonNull("key_ID") || !key.hasNonNull("key")) {
            throw new CommandFailure(what + " answered without a key");
        }
        return key;
    }

    private static boolean equal(String one, String other) {
        byte[] first = Base64.getDecoder().decode(one);
        byte[] second = Base64.getDecoder().decode(other);
        return first.length == KEY_BITS / Byte.SIZE && MessageDigest.isEqual(first, second);
    }
}
