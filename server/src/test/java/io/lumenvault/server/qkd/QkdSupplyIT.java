package io.lumenvault.server.qkd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.pki.MutualTls;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import io.lumenvault.db.qkd.KeyIdentifier;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.qkd.ingest.IngestClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two real sites, with made-up blocks in place of modules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QkdSupplyIT {

    private static final String NOT_FOUND = "one or more keys specified are not found on KME";
    private static final int BLOCK = 20_000;

    private TwoSites sites;
    private MadeUpLink link;
    private TestCaller saeA;
    private TestCaller saeB;
    private TestCaller saeC;
    private TestCaller stranger;
    private TestCaller auditorA;
    private TestCaller auditorB;

    @BeforeAll
    void start() throws Exception {
        Path state = Path.of("target", "qkd-supply-it");
        if (Files.exists(state)) {
            try (var files = Files.walk(state)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        sites = TwoSites.open(state, new JavaCommand(Path.of("target", "quarkus-app").toAbsolutePath()), SoftHsm.library(),
                Ports.unusual());
        sites.a().start();
        sites.b().start();
        link = new MadeUpLink(sites);
        saeA = new TestCaller(sites, "sae-a", sites.a().url());
        saeB = new TestCaller(sites, "sae-b", sites.b().url());
        saeC = new TestCaller(sites, "sae-c", sites.b().url());
        stranger = new TestCaller(sites, "sae-x", sites.a().url());
        auditorA = new TestCaller(sites, "auditor", sites.a().url());
        auditorB = new TestCaller(sites, "auditor", sites.b().url());
    }

    @AfterAll
    void stop() throws Exception {
        if (link != null) {
            link.close();
        }
        if (sites != null) {
            sites.close();
        }
    }

    private static JsonNode linkStatus(TestCaller auditor) {
        return auditor.get("/console/v1/status").json().get("links").get(0);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain: " + what);
            Thread.sleep(50);
        }
    }

    /** Pushes blocks and waits until both ends may supply them. */
    private void feed(int blocks) throws InterruptedException {
        link.push(blocks, BLOCK);
        await("nothing pending", () -> linkStatus(auditorA).get("pending").asInt() == 0
                && linkStatus(auditorB).get("pending").asInt() == 0);
    }

    private long stored(TestCaller sae, String slave) {
        return sae.get("/api/v1/keys/" + slave + "/status").json().get("stored_key_count").longValue();
    }

    @Test
    void status_ofASlave_namesBothEndsAndCountsWhatIsLeft() throws Exception {
        feed(1);
        JsonNode status = saeA.get("/api/v1/keys/sae-b/status").json();
        assertEquals(List.of("A", "B", "sae-a", "sae-b"), List.of(status.get("source_KME_ID").textValue(),
                status.get("target_KME_ID").textValue(), status.get("master_SAE_ID").textValue(), status.get("slave_SAE_ID").textValue()));
        for (String field : List.of("key_size", "stored_key_count", "max_key_count", "max_key_per_request", "max_key_size",
                "min_key_size", "max_SAE_ID_count")) {
            assertTrue(status.get(field).isIntegralNumber(), field);
        }
        long before = status.get("stored_key_count").longValue();
        saeA.enc("sae-b", "?number=5").keys();
        assertEquals(before - 5, stored(saeA, "sae-b"));
        assertEquals(405, saeA.postNothing("/api/v1/keys/sae-b/status").status());
    }

    @Test
    void getKey_thenGetKeyWithIds_givesEachEndTheSameOnce() throws Exception {
        feed(1);
        Map<String, byte[]> one = saeA.enc("sae-b", "").keys();
        assertEquals(1, one.size());
        assertEquals(32, one.values().iterator().next().length);
        String id = one.keySet().iterator().next();
        assertEquals(TestCaller.printable(one), TestCaller.printable(saeB.get("/api/v1/keys/sae-a/dec_keys?key_ID=" + id).keys()));
        saeB.get("/api/v1/keys/sae-a/dec_keys?key_ID=" + id).assertError(400, NOT_FOUND);
        assertEquals(1, saeA.postNothing("/api/v1/keys/sae-b/enc_keys").keys().size());
        assertEquals(1, saeA.encPost("sae-b", "{\"additional_slave_SAE_IDs\":[]}").keys().size());
    }

    @Test
    void getKey_sizesAndNumbers_areWhatWasAskedFor() throws Exception {
        feed(5);
        for (int bits : new int[] {64, 128, 264, 4096, 32_768}) {
            Map<String, byte[]> keys = saeA.enc("sae-b", "?number=8&size=" + bits).keys();
            assertTrue(keys.size() == 8 && keys.values().stream().allMatch(key -> key.length * 8 == bits));
            List<String> reversed = new ArrayList<>(keys.keySet()).reversed();
            Map<String, byte[]> same = saeB.dec("sae-a", reversed).keys();
            assertEquals(reversed, List.copyOf(same.keySet()));
            assertEquals(TestCaller.printable(keys), TestCaller.printable(same));
        }
        assertEquals(128, saeA.enc("sae-b", "?number=128&size=64").keys().size());
    }

    @Test
    void getKey_whatCannotBe_isRefusedInTheStandardsWords() throws Exception {
        saeA.enc("sae-b", "?size=255").assertError(400, "size shall be a multiple of 8");
        saeA.encPost("sae-b", "{\"extension_mandatory\":[{\"abc_x\":1}]}").assertError(400,
                "not all extension_mandatory parameters are supported");
        saeA.encPost("sae-b", "{\"extension_mandatory\":[{\"lumenvault_link\":\"none\"}]}").assertError(400,
                "not all extension_mandatory request options could be met");
        for (String query : List.of("?number=0", "?number=129", "?size=32", "?size=65536", "?number=x", "?key_ID=1",
                "?additional_slave_SAE_IDs=sae-c")) {
            assertEquals(400, saeA.enc("sae-b", query).status(), query);
        }
        for (String json : List.of("{", "[]", "{\"number\":\"1\"}", "{\"additional_slave_SAE_IDs\":[\"nobody\"]}",
                "{\"additional_slave_SAE_IDs\":[\"sae-a\"]}")) {
            TestCaller.Answer answer = saeA.encPost("sae-b", json);
            assertEquals(400, answer.status(), json);
            assertFalse(answer.json().get("message").textValue().isEmpty());
        }
        assertEquals(400, saeA.post("/api/v1/keys/sae-b/enc_keys", "text/plain", "{}").status());
        assertEquals(400, saeA.post("/api/v1/keys/sae-b/enc_keys?number=2", "{}").status());
        assertEquals(400, saeA.enc("sae-a", "").status());
        assertEquals(400, saeA.enc("nobody", "").status());
        assertEquals(400, saeA.enc("sae%2Fb", "").status());
        assertEquals(405, saeA.send(HttpRequest.newBuilder().DELETE(), "/api/v1/keys/sae-b/enc_keys").status());
    }

    @Test
    void callersWithoutRight_areRefusedWithoutBody() throws Exception {
        feed(1);
        stranger.enc("sae-b", "").assertRefusedWithoutBody();
        stranger.get("/api/v1/keys/sae-b/status").assertRefusedWithoutBody();
        auditorA.enc("sae-b", "").assertRefusedWithoutBody();
        try (TestCaller elsewhere = new TestCaller(sites, "sae-b", sites.a().url())) {
            elsewhere.enc("sae-a", "").assertRefusedWithoutBody();
        }
        assertEquals(403, stranger.get("/console/v1/status").status());
        assertEquals(403, saeA.post("/ingest/v1/links/link-ab/status", "{}").status());
        assertEquals(403, saeA.post("/peer/v1/links/link-ab/supplies", "{}").status());
    }

    @Test
    void getKeyWithIds_unknownForeignAndMixed_areToldApart() throws Exception {
        feed(1);
        String id = saeA.enc("sae-b", "").keys().keySet().iterator().next();
        String unknown = UUID.randomUUID().toString();
        saeC.dec("sae-a", List.of(id)).assertRefusedWithoutBody();
        saeC.dec("sae-a", List.of(unknown, id)).assertRefusedWithoutBody();
        saeA.dec("sae-a", List.of(id)).assertRefusedWithoutBody();
        saeB.dec("sae-a", List.of(id, unknown)).assertError(400, NOT_FOUND);
        saeB.dec("sae-c", List.of(id)).assertError(400, NOT_FOUND);
        saeB.dec("sae-a", List.of("no-uuid")).assertError(400, NOT_FOUND);
        assertEquals(400, saeB.dec("sae-a", List.of(id, id)).status());
        assertEquals(400, saeB.post("/api/v1/keys/sae-a/dec_keys", "{\"key_IDs\":[\"" + id + "\"]}").status());
        assertEquals(400, saeB.postNothing("/api/v1/keys/sae-a/dec_keys").status());
        assertEquals(400, saeB.get("/api/v1/keys/sae-a/dec_keys?key_ID=" + id + "&key_ID=" + id).status());
        assertEquals(1, saeB.dec("sae-a", List.of(id)).keys().size(), "refusals must not consume a key");
    }

    @Test
    void additionalSlaves_atTheOtherEndAndAtTheSame_areEachGivenTheKeyOnce() throws Exception {
        feed(1);
        Map<String, byte[]> fromA = saeA.encPost("sae-b", "{\"number\":2,\"additional_slave_SAE_IDs\":[\"sae-c\"]}").keys();
        for (TestCaller slave : List.of(saeB, saeC)) {
            assertEquals(TestCaller.printable(fromA), TestCaller.printable(slave.dec("sae-a", fromA.keySet()).keys()));
            slave.dec("sae-a", fromA.keySet()).assertError(400, NOT_FOUND);
        }
        Map<String, byte[]> fromB = saeB.encPost("sae-a", "{\"additional_slave_SAE_IDs\":[\"sae-c\"]}").keys();
        for (TestCaller slave : List.of(saeA, saeC)) {
            assertEquals(TestCaller.printable(fromB), TestCaller.printable(slave.dec("sae-b", fromB.keySet()).keys()));
        }
        Map<String, byte[]> withinB = saeB.enc("sae-c", "").keys();
        assertEquals(TestCaller.printable(withinB), TestCaller.printable(saeC.dec("sae-b", withinB.keySet()).keys()));
    }

    @Test
    void bothEndsAtOnce_noBitIsUsedTwice_andEndsAllocateTheirOwnChunks() throws Exception {
        feed(8);
        ConcurrentLinkedQueue<byte[]> byA = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<byte[]> byB = new ConcurrentLinkedQueue<>();
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 4; i++) {
                int bits = 128 << i % 3;
                done.add(threads.submit(() -> exchange(saeA, "sae-a", saeB, "sae-b", bits, byA)));
                done.add(threads.submit(() -> exchange(saeB, "sae-b", saeA, "sae-a", bits, byB)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertEquals(2 * 4 * 10 * 16, byA.size() + byB.size());
        Set<MadeUpLink.Place> used = new HashSet<>();
        check(byA, true, used);
        check(byB, false, used);
    }

    private static void exchange(TestCaller master, String masterId, TestCaller slave, String slaveId, int bits,
            ConcurrentLinkedQueue<byte[]> given) {
        for (int i = 0; i < 10; i++) {
            Map<String, byte[]> keys = master.enc(slaveId, "?number=16&size=" + bits).keys();
            assertEquals(TestCaller.printable(keys), TestCaller.printable(slave.dec(masterId, keys.keySet()).keys()));
            given.addAll(keys.values());
        }
    }

    private void check(Iterable<byte[]> keys, boolean first, Set<MadeUpLink.Place> used) {
        for (byte[] key : keys) {
            // A key that joins two chunks has no one place; its bytes are looked up in pieces of 8.
            for (int at = 0; at < key.length; at += Long.BYTES) {
                MadeUpLink.Place place = link.find(java.util.Arrays.copyOfRange(key, at, at + Long.BYTES));
                int position = (place.offset() - KeyBlockMessage.TAG_KEY_BYTES) / Dealing.CHUNK_BYTES;
                assertEquals(first, Dealing.toFirstSite(place.sequence(), position), "allocated by the wrong end");
                for (int i = 0; i < Long.BYTES; i++) {
                    assertTrue(used.add(new MadeUpLink.Place(place.sequence(), place.offset() + i)), "a byte was used twice");
                }
            }
        }
    }

    @Test
    void emptyPool_isServerSideAndNothingIsLost() throws Exception {
        feed(1);
        while (saeB.enc("sae-a", "?number=64").status() == 200) {
            continue;
        }
        TestCaller.Answer empty = saeB.enc("sae-a", "?number=128&size=1024");
        assertEquals(503, empty.status());
        assertFalse(empty.json().get("details").isEmpty());
        long left = stored(saeB, "sae-a");
        assertTrue(left < 64);
        if (left > 0) {
            assertEquals(left, saeB.enc("sae-a", "?number=" + left).keys().size());
        }
        assertEquals(0, stored(saeB, "sae-a"));
        feed(1);
        assertEquals(1, saeB.enc("sae-a", "").keys().size());
    }

    @Test
    void push_repeatedOtherAndDifferent_isAcceptedOnceAndComparedOnce() throws Exception {
        long sequence = link.newSequence();
        byte[] key = link.newKey(sequence, BLOCK);
        MadeUpLink.accepted(link.toAlice(sequence, key));
        long available = linkStatus(auditorA).get("available_bits").longValue();
        MadeUpLink.accepted(link.toAlice(sequence, key));
        byte[] other = key.clone();
        other[BLOCK - 1] ^= 1;
        assertEquals(409, assertInstanceOf(IngestClient.Outcome.Refused.class, link.toAlice(sequence, other)).status());
        assertEquals(1, linkStatus(auditorA).get("pending").intValue());
        int discarded = linkStatus(auditorA).get("discarded").intValue();
        MadeUpLink.accepted(link.toBob(sequence, other));
        await("both discard", () -> linkStatus(auditorA).get("discarded").intValue() == discarded + 1
                && linkStatus(auditorB).get("pending").intValue() == 0);
        assertEquals(available, linkStatus(auditorA).get("available_bits").longValue());
        for (TestCaller auditor : List.of(auditorA, auditorB)) {
            assertTrue(linkStatus(auditor).get("alarm").textValue().contains("block " + sequence));
            assertEquals(1, auditor.get("/console/v1/audit?operation=Discard%20Block&link=link-ab&limit=1").json().get("entries").size());
        }
        feed(1);
        await("the alarm is cleared", () -> linkStatus(auditorA).get("alarm").isNull() && linkStatus(auditorB).get("alarm").isNull());
    }

    @Test
    void peersAllocation_isHeldToItsRules() throws Exception {
        try (TestCaller siteA = new TestCaller(sites, "site-a", sites.b().url())) {
            long sequence = link.newSequence();
            byte[] key = link.newKey(sequence, 12_320);
            MadeUpLink.accepted(link.toAlice(sequence, key));
            MadeUpLink.accepted(link.toBob(sequence, key));
            await("compared", () -> linkStatus(auditorB).get("pending").intValue() == 0);
            int own = Dealing.toFirstSite(sequence, 0) ? 0 : 1;
            String supply = supply(KeyIdentifier.supply(UUID.randomUUID()), Dealing.chunkId(MadeUpLink.LINK, sequence, own), 4000);
            String path = "/peer/v1/links/link-ab/supplies";
            assertEquals(200, siteA.post(path, supply).status());
            assertEquals(200, siteA.post(path, supply).status(), "told twice counts once");
            assertEquals(409, siteA.post(path, supply(KeyIdentifier.supply(UUID.randomUUID()), Dealing.chunkId(MadeUpLink.LINK, sequence, own), 4031)).status());
            assertEquals(409, siteA.post(path, supply(KeyIdentifier.supply(UUID.randomUUID()), Dealing.chunkId(MadeUpLink.LINK, sequence, 1 - own), 0)).status());
            UUID taken = KeyIdentifier.supply(UUID.randomUUID());
            UUID chunk = Dealing.chunkId(MadeUpLink.LINK, sequence, own);
            assertEquals(200, siteA.post("/peer/v1/links/link-ab/voids", "{\"supply\":\"" + taken + "\",\"purpose\":\"keys\","
                    + "\"master\":\"sae-a\",\"bits\":256,\"number\":1,\"ranges\":[{\"chunk\":\"" + chunk + "\",\"start\":0,\"length\":32}]}").status());
            assertEquals(409, siteA.post(path, supply(taken, chunk, 64)).status(), "taken back before it arrived");
            assertEquals(409, siteA.post(path, supply(KeyIdentifier.supply(UUID.randomUUID()), chunk, 0)).status(), "its range is burned");
            acceptsObjectOfAPairOnly(siteA, chunk);
            objectTakenBack_isDestroyedWhileNobodyHasIt_andDeactivatedAfterwards(siteA, chunk);
        }
        useUpA();
    }

    private void objectTakenBack_isDestroyedWhileNobodyHasIt_andDeactivatedAfterwards(TestCaller siteA, UUID chunk) throws IOException {
        UUID unseen = freshObject(siteA, chunk, 160);
        UUID given = freshObject(siteA, chunk, 192);
        try (KmipClient owner = KmipClient.builder("127.0.0.1", sites.b().kmipPort(), MutualTls.context(
                sites.participants().credential("kmip-client-b"), sites.participants().authority()))
                .version(ProtocolVersion.V2_1).build()) {
            owner.get(given.toString());
            takeBack(siteA, unseen, chunk, 160);
            takeBack(siteA, given, chunk, 192);
            assertEquals(Attribute.of(AttributeType.STATE, State.DESTROYED), state(owner, unseen));
            assertEquals(Attribute.of(AttributeType.STATE, State.DEACTIVATED), state(owner, given));
        }
    }

    private static Attribute state(KmipClient owner, UUID object) throws IOException {
        return owner.getAttributes(object.toString(), AttributeType.STATE).first(AttributeType.STATE).orElseThrow();
    }

    private static UUID freshObject(TestCaller siteA, UUID chunk, int start) {
        UUID object = UUID.randomUUID();
        assertEquals(200, siteA.post("/peer/v1/links/link-ab/objects", "{\"object\":\"" + object
                + "\",\"drawnBy\":\"kmip-client-a\",\"owner\":\"kmip-client-b\",\"bits\":256," + range(chunk, start) + "}").status());
        return object;
    }

    private static void takeBack(TestCaller siteA, UUID object, UUID chunk, int start) {
        assertEquals(200, siteA.post("/peer/v1/links/link-ab/voids", "{\"supply\":\"" + object
                + "\",\"purpose\":\"object\",\"master\":\"kmip-client-a\",\"bits\":256,\"number\":1," + range(chunk, start) + "}").status());
    }

    private static String range(UUID chunk, int start) {
        return "\"ranges\":[{\"chunk\":\"" + chunk + "\",\"start\":" + start + ",\"length\":32}]";
    }

    private void acceptsObjectOfAPairOnly(TestCaller siteA, UUID chunk) {
        int objects = auditorB.get("/console/v1/status").json().get("objects").intValue();
        String object = "{\"object\":\"" + UUID.randomUUID() + "\",\"drawnBy\":\"kmip-client-a\",\"owner\":\"%s\",\"bits\":256,"
                + "\"ranges\":[{\"chunk\":\"" + chunk + "\",\"start\":128,\"length\":32}]}";
        assertEquals(400, siteA.post("/peer/v1/links/link-ab/objects", object.formatted("kmip-other")).status());
        assertEquals(200, siteA.post("/peer/v1/links/link-ab/objects", object.formatted("kmip-client-b")).status());
        assertEquals(200, siteA.post("/peer/v1/links/link-ab/objects", object.formatted("kmip-client-b")).status());
        assertEquals(objects + 1, auditorB.get("/console/v1/status").json().get("objects").intValue());
    }

    /** What was allocated behind A's back would be refused to it later. */
    private void useUpA() {
        for (long left = stored(saeA, "sae-b"); left > 0; left = stored(saeA, "sae-b")) {
            saeA.enc("sae-b", "?number=" + Math.min(128, left));
        }
    }

    private static String supply(UUID id, UUID chunk, int start) {
        return "{\"supply\":\"" + id + "\",\"master\":\"sae-a\",\"bits\":256,\"number\":1,\"slaves\":[\"sae-b\"],\"ranges\":[{\"chunk\":\"" + chunk + "\",\"start\":" + start + ",\"length\":32}]}";
    }

    @Test
    void restart_ofAnEnd_keepsKeysAndComparesWhatWaited() throws Exception {
        feed(1);
        Map<String, byte[]> keys = saeA.enc("sae-b", "?number=3").keys();
        long before = stored(saeA, "sae-b");
        sites.b().killServer();
        assertEquals(503, saeA.enc("sae-b", "").status());
        long waiting = link.newSequence();
        byte[] block = link.newKey(waiting, BLOCK);
        MadeUpLink.accepted(link.toAlice(waiting, block));
        assertEquals(before, stored(saeA, "sae-b"), "an unreachable peer costs no key");
        sites.b().startServer();
        assertEquals(TestCaller.printable(keys), TestCaller.printable(saeB.dec("sae-a", keys.keySet()).keys()));
        saeB.dec("sae-a", keys.keySet()).assertError(400, NOT_FOUND);
        MadeUpLink.accepted(link.toBob(waiting, block));
        await("compared after the restart", () -> linkStatus(auditorA).get("pending").intValue() == 0
                && linkStatus(auditorB).get("pending").intValue() == 0);
        assertNotEquals(0, saeA.enc("sae-b", "").keys().size());
    }
}
