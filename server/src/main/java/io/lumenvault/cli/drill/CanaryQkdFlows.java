package io.lumenvault.cli.drill;


import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.qkd.ingest.KeyBlock;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Takes a recognisable QKD block through ingest, supply and delivery, well-formed and not. The block repeats one pattern, so that
 * every 256-bit key cut from it is that pattern.
 */
final class CanaryQkdFlows {

    private static final int REPETITIONS = 256;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final String BLOCK_TYPE = "application/vnd.lumenvault.key-block";
    private static final String BLOCKS = "/ingest/v1/links/" + DrillSites.LINK + "/blocks";

    private final DrillSites sites;
    private final byte[] pattern;

    CanaryQkdFlows(DrillSites sites, byte[] pattern) {
        this.sites = sites;
        this.pattern = pattern;
    }

    private byte[] block() {
        byte[] block = new byte[pattern.length * REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            System.arraycopy(pattern, 0, block, i * pattern.length, pattern.length);
        }
        return block;
    }

    private byte[] message(String link, String module, byte[] content) {
        return new KeyBlock(link, module, 0, content, 0.02, 1e6, 1e-9, Instant.now(), "canary", 0L, content.length * 8L).toBytes();
    }

    void push() throws Exception {
        for (Site site : sites.both()) {
            String module = sites.module(site);
            byte[] good = message(DrillSites.LINK, module, block());
            byte[] cut = Arrays.copyOf(good, good.length - 1);
            byte[] misread = good.clone();
            misread[3] += 40; // key bytes are taken for metadata
            byte[] otherContent = block();
            otherContent[otherContent.length - 1] ^= 1;
            try (HttpsCaller own = sites.https(site, module); HttpsCaller foreign = sites.https(site, "sae-x")) {
                Expect.equal(BAD_REQUEST, own.post(BLOCKS, BLOCK_TYPE, cut).status());
                Expect.equal(BAD_REQUEST, own.post(BLOCKS, BLOCK_TYPE, misread).status());
                Expect.equal(BAD_REQUEST, own.post(BLOCKS, BLOCK_TYPE, block()).status());
                Expect.equal(BAD_REQUEST, own.post(BLOCKS, BLOCK_TYPE, message("another", module, block())).status());
                Expect.equal(BAD_REQUEST, own.post("/ingest/v1/links/" + DrillSites.LINK + "/status", "application/json", block()).status());
                Expect.equal(FORBIDDEN, foreign.post(BLOCKS, BLOCK_TYPE, good).status());
                Expect.equal(CREATED, own.post(BLOCKS, BLOCK_TYPE, good).status());
                Expect.equal(OK, own.post(BLOCKS, BLOCK_TYPE, good).status());
                Expect.equal(CONFLICT, own.post(BLOCKS, BLOCK_TYPE, message(DrillSites.LINK, module, otherContent)).status());
            }
        }
    }

    void deliver() throws Exception {
        try (HttpsCaller master = sites.https(sites.a(), "sae-a"); HttpsCaller slave = sites.https(sites.b(), "sae-b");
                HttpsCaller third = sites.https(sites.b(), "sae-c")) {
            JsonNode keys = drawn(master);
            String expected = Base64.getEncoder().encodeToString(pattern);
            for (JsonNode key : keys) {
                Expect.that(expected.equals(key.path("key").asText()), "the pattern as the key");
            }
            String dec = "/api/v1/keys/sae-a/dec_keys?key_ID=";
            String id = keys.get(0).path("key_ID").asText();
            Expect.equal(UNAUTHORIZED, third.get(dec + id).status());
            HttpsCaller.Answer fetched = slave.get(dec + id);
            Expect.equal(OK, fetched.status());
            Expect.that(expected.equals(fetched.json().path("keys").path(0).path("key").asText()), "the same key at both ends");
            Expect.equal(BAD_REQUEST, slave.get(dec + id).status());
        }
    }

    /** The comparison of the block takes a moment. */
    private static JsonNode drawn(HttpsCaller master) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (true) {
            HttpsCaller.Answer answer = master.get("/api/v1/keys/sae-b/enc_keys?number=3&size=256");
            if (answer.status() == OK) {
                return answer.json().path("keys");
            }
            Expect.that(System.nanoTime() < deadline, "a key to be drawn, not " + answer);
            Thread.sleep(100);
        }
    }

    /** Callers who send a key where none belongs. Comes last, so that no later message is written over what is left of it. */
    void misuse() throws IOException, InterruptedException {
        try (HttpsCaller master = sites.https(sites.a(), "sae-a"); HttpsCaller slave = sites.https(sites.b(), "sae-b")) {
            for (String key : List.of(Base64.getEncoder().encodeToString(pattern), HexFormat.of().formatHex(pattern))) {
                misuse(master, slave, key);
            }
        }
    }

    private static void misuse(HttpsCaller master, HttpsCaller slave, String key) throws IOException, InterruptedException {
        for (String body : List.of("{\"number\":\"" + key + "\"}", "{\"" + key + "\":1", "{\"extension_mandatory\":[{\"" + key + "\":1}]}", key, "{\"size\":" + key + "}",
                "{\"additional_slave_SAE_IDs\":[\"" + key + "\"]}")) {
            Expect.equal(BAD_REQUEST, master.postJson("/api/v1/keys/sae-b/enc_keys", body).status());
        }
        Expect.equal(BAD_REQUEST, slave.postJson("/api/v1/keys/sae-a/dec_keys", "{\"key_IDs\":[{\"key_ID\":\"" + key + "\"}]}").status());
    }
}
