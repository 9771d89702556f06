package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.AuditRows;
import io.lumenvault.cli.drill.BlockFeed;
import io.lumenvault.cli.drill.DrillSites;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.BatchResult;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.payload.CreateSplitKey;
import io.lumenvault.kmip.payload.DerivationParameters;
import io.lumenvault.kmip.payload.DeriveKey;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.DerivationMethod;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import io.lumenvault.kmip.spec.UniqueIdentifierEnumeration;
import io.lumenvault.qkd.estimation.Chsh;
import io.lumenvault.qkd.ingest.IngestClient;
import io.lumenvault.qkd.ingest.LinkStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The rules for QKD links and what officers do after a security event, on two real sites. The pool of one test is that of the next. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QkdPolicyIT {

    private static final String ENC = "/api/v1/keys/sae-b/enc_keys?number=1&size=256";
    private static final String DEC = "/api/v1/keys/sae-a/dec_keys?key_ID=";
    /** Around the time that the fed blocks carry. */
    private static final Map<String, String> WINDOW = Map.of("since", "2025-12-31T00:00:00Z", "until", "2026-01-02T00:00:00Z",
            "reason", "intrusion at the repeater hut");
    private static final long WAIT_NANOS = 60_000_000_000L;

    private static final Locate.Request FRESH = new Locate.Request(1, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH,
            List.of(Attribute.of(AttributeType.OBJECT_GROUP, DrillSites.LINK)));

    private static final Attribute GROUP = Attribute.of(AttributeType.OBJECT_GROUP, DrillSites.LINK);

    private static final Map<String, JsonClient> CALLERS = new HashMap<>();

    private static RunningSites sites;
    private static BlockFeed feed;

    private interface Check {
        boolean holds() throws Exception;
    }

    @BeforeAll
    static void start() throws IOException {
        sites = RunningSites.create("qkd-policy").startBoth();
        feed = new BlockFeed(sites);
    }

    @AfterAll
    static void stop() throws IOException {
        CALLERS.values().forEach(JsonClient::close);
        sites.close();
    }

    @Test
    @Order(1)
    void quarantinedKey_isGivenToNobodyAtEitherEnd_untilItIsReleased() throws Exception {
        fill();
        String waiting = keyId(sae(sites.a(), "sae-a").get(ENC));
        JsonNode done = decide("quarantine", WINDOW);
        assertEquals(2, done.path("changed").asInt(), done.toString());
        assertEquals("sae-a", done.path("consumers").get(0).path("master").asText());
        assertEquals(503, sae(sites.a(), "sae-a").get(ENC).status());
        await(() -> bits(sites.b(), "peer_bits") == 0);
        assertEquals(400, sae(sites.b(), "sae-b").get(DEC + waiting).status());
        decide("release", WINDOW);
        await(() -> bits(sites.b(), "peer_bits") > 0);
        assertEquals(200, sae(sites.b(), "sae-b").get(DEC + waiting).status());
        assertEquals(200, sae(sites.a(), "sae-a").get(ENC).status());
    }

    @Test
    @Order(2)
    void reserveFloor_isKeptForThosePrivileged() throws Exception {
        long stored = storedKeys();
        apply(sites.a(), "qkd: [{id: keep, match: {link: link-ab}, reserve-floor: 100000000}]");
        assertEquals(0, storedKeys(), "the reserve is not this SAE's");
        assertEquals(503, sae(sites.a(), "sae-a").get(ENC).status());
        JsonNode entry = auditor(sites.a()).document("/console/v1/audit", Map.of("result", "refused", "limit", "1")).path("entries").get(0);
        assertTrue(entry.path("reason").asText().contains("keeps a reserve"), entry.toString());
        apply(sites.a(), "qkd: [{id: keep, match: {link: link-ab}, reserve-floor: 100000000, privileged: [sae-a]}]");
        assertEquals(stored, storedKeys());
        assertEquals(200, sae(sites.a(), "sae-a").get(ENC).status());
    }

    @Test
    @Order(2)
    void quotaOfTheDay_isCountedForEachMaster_andGivenBackWhereNothingWasDrawn() throws Exception {
        apply(sites.a(), "qkd: [{id: ration, match: {link: link-ab}, quota: {bits-per-day: 768}}]");
        assertEquals(3, storedKeys());
        assertEquals(200, sae(sites.a(), "sae-a").get(ENC).status());
        sites.b().killServer();
        assertEquals(503, sae(sites.a(), "sae-a").get(ENC).status());
        sites.b().startServer();
        assertEquals(2, storedKeys(), "a peer out of reach costs no quota");
        assertEquals(503, sae(sites.a(), "sae-a").get(ENC.replace("number=1", "number=3")).status());
        await(() -> sae(sites.a(), "sae-a").get(ENC.replace("number=1", "number=2")).status() == 200);
        assertEquals(503, sae(sites.a(), "sae-a").get(ENC).status());
        JsonNode entry = auditor(sites.a()).document("/console/v1/audit", Map.of("result", "refused", "limit", "1")).path("entries").get(0);
        assertTrue(entry.path("reason").asText().contains("may draw 768 bits of link link-ab a day"), entry.toString());
        apply(sites.a(), "");
        assertEquals(200, sae(sites.a(), "sae-a").get(ENC).status());
    }

    private static long storedKeys() throws Exception {
        return sae(sites.a(), "sae-a").get("/api/v1/keys/sae-b/status").json().path("stored_key_count").asLong();
    }

    @Test
    @Order(3)
    void objectOfTheLink_isGivenOutOnce_andDeletedBehindIt_whereARuleSaysSo() throws Exception {
        apply(sites.a(), "qkd: [{id: once, match: all, delivery: once, after-supply: delete}]");
        try (KmipClient a = sites.kmip(sites.a()); KmipClient b = sites.kmip(sites.b())) {
            String key = draw(a);
            // Nothing is given up for a request that cannot be served.
            assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> a.call(new CreateSplitKey.Request(
                    ObjectType.SPLIT_KEY, UniqueIdentifier.of(key), 3, 5, SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, null,
                    Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C)), List.of()), CreateSplitKey.Response.class)).reason());
            assertNotNull(a.get(key));
            assertThrows(KmipException.class, () -> a.get(key));
            assertNotNull(b.get(key));
            assertNotNull(b.get(key));
        }
        apply(sites.a(), "");
    }

    @Test
    @Order(4)
    void bothEnds_deriveTheSameKeyFromAFreshKeyOfTheLink_drawnInTheSameMessage() throws Exception {
        try (KmipClient a = KmipClient.builder("127.0.0.1", sites.a().kmipPort(), sites.tls("kmip-client-a")).version(ProtocolVersion.V2_1).build();
                KmipClient b = sites.kmip(sites.b())) {
            List<BatchResult> batch = a.batch(List.of(FRESH, derive(new UniqueIdentifier.OfBatch(UniqueIdentifierEnumeration.LOCATE))), null);
            String drawn = batch.getFirst().get(Locate.Response.class).uniqueIdentifiers().getFirst();
            String derived = batch.getLast().get(DeriveKey.Response.class).uniqueIdentifier();
            assertArrayEquals(a.get(derived).keyBlock().material().orElseThrow(),
                    b.get(b.keys().deriveKey(derive(UniqueIdentifier.of(drawn)))).keyBlock().material().orElseThrow());
        }
        JsonNode entry = auditor(sites.a()).document("/console/v1/audit", Map.of("operation", "Derive Key")).path("entries").get(0);
        assertEquals(DrillSites.LINK, entry.path("link").asText(), entry.toString());
    }

    @Test
    @Order(4)
    void keyDerivedOfAKeyOfTheLink_isTracedBothWays() throws Exception {
        String drawn;
        String derived;
        try (KmipClient a = KmipClient.builder("127.0.0.1", sites.a().kmipPort(), sites.tls("kmip-client-a")).version(ProtocolVersion.V2_1).build()) {
            List<BatchResult> batch = a.batch(List.of(FRESH, derive(new UniqueIdentifier.OfBatch(UniqueIdentifierEnumeration.LOCATE))), null);
            drawn = batch.getFirst().get(Locate.Response.class).uniqueIdentifiers().getFirst();
            derived = batch.getLast().get(DeriveKey.Response.class).uniqueIdentifier();
        }
        JsonNode back = auditor(sites.a()).document("/console/v1/audit/genealogy/key", Map.of("key", derived));
        assertEquals(drawn, back.path("derived_from").get(0).path("base").asText(), back.toString());
        JsonNode part = back.path("origins").get(0).path("parts").get(0);
        assertEquals(DrillSites.LINK, part.path("link").asText(), back.toString());
        assertTrue(!back.path("truncated").asBoolean() && back.path("archived_months").isEmpty(), back.toString());
        JsonNode forth = auditor(sites.a()).document("/console/v1/audit/genealogy/key", Map.of("key", drawn));
        assertEquals(derived, forth.path("derived").get(0).path("derived").asText(), forth.toString());
        assertEquals("kmip-client-a", forth.path("derived").get(0).path("owner").asText());
        Instant made = Instant.parse(part.path("block").path("time").asText());
        JsonNode link = auditor(sites.a()).document("/console/v1/audit/genealogy/link",
                Map.of("link", DrillSites.LINK, "since", made.toString(), "until", made.plusMillis(1).toString()));
        assertTrue(link.path("derived").findValuesAsText("derived").contains(derived), link.toString());
    }

    @Test
    @Order(4)
    void create_inTheGroupOfALink_givesBothEndsOneKeyOfTheLink() throws Exception {
        try (KmipClient a = sites.kmip(sites.a()); KmipClient b = sites.kmip(sites.b())) {
            String key = a.create(ObjectType.SYMMETRIC_KEY, Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 128), Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                            CryptographicUsageMask.ENCRYPT.code()), Attribute.name("tunnel " + System.nanoTime()), GROUP);
            byte[] here = a.get(key).keyBlock().material().orElseThrow();
            assertEquals(16, here.length);
            assertArrayEquals(here, b.get(key).keyBlock().material().orElseThrow());
            Attributes own = a.getAttributes(key);
            assertEquals(CryptographicUsageMask.ENCRYPT.code(), own.integer(AttributeType.CRYPTOGRAPHIC_USAGE_MASK).orElseThrow());
            assertEquals(DrillSites.LINK, own.text(AttributeType.OBJECT_GROUP).orElseThrow());
            assertEquals(1, own.all(AttributeType.NAME).size());
        }
    }

    @Test
    @Order(4)
    void create_refusesWhatNoKeyOfTheLinkIs() throws Exception {
        try (KmipClient a = sites.kmip(sites.a())) {
            assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> a.create(ObjectType.SYMMETRIC_KEY, GROUP,
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.CHACHA20),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, CryptographicUsageMask.ENCRYPT.code()))).reason());
            assertEquals(ResultReason.INVALID_FIELD, assertThrows(KmipException.class, () -> a.create(ObjectType.SYMMETRIC_KEY, GROUP,
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, CryptographicUsageMask.WRAP_KEY.code()))).reason());
        }
    }

    @Test
    @Order(4)
    void deriveKey_drawsItsKeyFromALink() throws Exception {
        try (KmipClient a = KmipClient.builder("127.0.0.1", sites.a().kmipPort(), sites.tls("kmip-client-a")).version(ProtocolVersion.V2_1).build();
                KmipClient b = sites.kmip(sites.b())) {
            DeriveKey.Request asked = derive(UniqueIdentifier.of("unused"));
            List<Attribute> attributes = new ArrayList<>(asked.attributes().list());
            attributes.add(GROUP);
            long before = available(sites.a());
            for (DeriveKey.Request refused : List.of(
                    new DeriveKey.Request(asked.objectType(), List.of(), DerivationMethod.HASH, asked.parameters(), new Attributes(attributes, List.of())),
                    new DeriveKey.Request(asked.objectType(), List.of(), DerivationMethod.ASYMMETRIC_KEY, asked.parameters(),
                            new Attributes(attributes, List.of())))) {
                assertThrows(KmipException.class, () -> a.keys().deriveKey(refused));
            }
            assertEquals(before, available(sites.a()), "drawn for what could not be derived");
            String derived = a.keys().deriveKey(new DeriveKey.Request(asked.objectType(), List.of(), asked.method(), asked.parameters(),
                    new Attributes(attributes, List.of())));
            Attributes own = a.getAttributes(derived);
            assertTrue(own.text(AttributeType.OBJECT_GROUP).isEmpty(), own.toString());
            UniqueIdentifier base = Link.from(own.all(AttributeType.LINK).getFirst().value()).target();
            assertArrayEquals(a.get(derived).keyBlock().material().orElseThrow(),
                    b.get(b.keys().deriveKey(derive(base))).keyBlock().material().orElseThrow());
        }
    }

    /** The server dies between a decision and the last object that it is about: the state of the database is made, as it is then. */
    @Test
    @Order(5)
    void fateOfObjects_isMetAfterACrash_atTheNextStart() throws Exception {
        String object;
        try (KmipClient a = sites.kmip(sites.a())) {
            object = draw(a);
        }
        String decision = decide("quarantine", WINDOW).path("decision").asText();
        String before = officer(sites.a()).document("/console/v1/keys/" + object, Map.of()).path("state").asText();
        assertTrue(!before.contains("Compromised"), before);
        sites.a().killServer();
        try (var connection = AuditRows.connect(sites.a()); var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("update qkd_block_decision set objects = 'compromise', objects_done = null where id = '" + decision + "'"));
        }
        sites.a().startServer();
        await(() -> officer(sites.a()).document("/console/v1/keys/" + object, Map.of()).path("state").asText().equals("Compromised"));
        JsonNode entry = auditor(sites.a()).document("/console/v1/audit", Map.of("operation", "End Objects of Decision", "object", object))
                .path("entries").get(0);
        assertEquals("system/qkd", entry.path("principal").asText());
        decide("release", WINDOW);
    }

    @Test
    @Order(6)
    void destroyedKey_isGoneAtBothEnds_withWhatWasMadeOfIt_andItsConsumersAreNamed() throws Exception {
        try (KmipClient a = sites.kmip(sites.a()); KmipClient b = sites.kmip(sites.b())) {
            String object = draw(a);
            String delivered = keyId(sae(sites.a(), "sae-a").get(ENC));
            assertEquals(200, sae(sites.b(), "sae-b").get(DEC + delivered).status());
            String waiting = keyId(sae(sites.a(), "sae-a").get(ENC));
            String within = keyId(sae(sites.b(), "sae-b").get("/api/v1/keys/sae-c/enc_keys"));
            JsonNode done = decide("destroy", with(WINDOW, "objects", "destroy"));
            assertTrue(done.toString().contains(object) && done.toString().contains("kmip-client-a"), done.toString());
            assertTrue(done.path("objects").asInt() >= 1, done.toString());
            assertThrows(KmipException.class, () -> a.get(object));
            await(() -> bits(sites.a(), "own_bits") + bits(sites.b(), "own_bits") + bits(sites.b(), "peer_bits") == 0);
            assertEquals(400, sae(sites.b(), "sae-b").get(DEC + waiting).status());
            assertEquals(400, sae(sites.b(), "sae-b").get(DEC + delivered).status(), "delivered before, and no stranger's");
            assertEquals(List.of(List.of("sae-b 1"), List.of("sae-b 0"), List.of("sae-b 1", "sae-c 0")),
                    List.of(consumers(delivered), consumers(waiting), consumers(within)));
            await(() -> officer(sites.b()).document("/console/v1/keys/" + object, Map.of()).path("state").asText()
                    .equals("Destroyed Compromised"));
            assertThrows(KmipException.class, () -> b.get(object));
        }
        JsonNode atB = auditor(sites.b()).document("/console/v1/audit", Map.of("operation", "Decide Blocks")).path("entries");
        assertEquals("site-a", atB.get(0).path("principal").asText());
    }

    /** Who has a part in a key at B, and how many of its allocation each was given. */
    private static List<String> consumers(String key) throws IOException {
        List<String> consumers = new ArrayList<>();
        auditor(sites.b()).document("/console/v1/audit/genealogy/key", Map.of("key", key)).path("allocation").path("consumers")
                .forEach(one -> consumers.add(one.path("consumer").asText() + " " + one.path("given").asInt()));
        return consumers;
    }

    @Test
    @Order(7)
    void blockOverTheErrorLimit_isQuarantinedAsItComes() throws Exception {
        apply(sites.a(), "qkd: [{id: noisy, match: all, qber-limit: 0.01}]");
        feed.pushNext();
        assertEquals(503, sae(sites.a(), "sae-a").get(ENC).status());
        assertEquals(0, bits(sites.a(), "own_bits") + bits(sites.a(), "peer_bits"));
        apply(sites.a(), "");
        decide("release", WINDOW);
        await(() -> bits(sites.a(), "own_bits") + bits(sites.a(), "peer_bits") > 0
                && bits(sites.b(), "own_bits") + bits(sites.b(), "peer_bits") > 0);
    }

    /** What an eavesdropper on the pairs does to S is seen by the modules; what they say of it keeps the key that comes meanwhile. */
    @Test
    @Order(8)
    void blockThatComesDuringAChshAlarm_isQuarantinedAtBothEnds_untilItIsReleased() throws Exception {
        Chsh attacked = Chsh.of(new long[] {9000, 9000, 15_000, 15_000}, new long[] {2900, 6100, 4900, 4850});
        String alarm = attacked.below(2.1);
        assertTrue(alarm.startsWith("CHSH value 1."), alarm);
        Map<Site, Long> before = new HashMap<>();
        for (Site site : sites.both()) {
            apply(site, "qkd: [{id: watched, match: {link: link-ab}, quarantine-on-alarm: true}]");
            report(site, "alarm", alarm, attacked);
            before.put(site, available(site));
        }
        feed.pushNext();
        for (Site site : sites.both()) {
            JsonNode link = officer(site).document("/console/v1/status", Map.of()).path("links").get(0);
            assertEquals(alarm, link.path("alarm").asText(), link.toString());
            assertEquals(attacked.value(), link.path("chsh").asDouble(), link.toString());
            assertEquals(attacked.sigma(), link.path("chsh_sigma").asDouble(), link.toString());
            assertEquals("policy rule watched", lastOf(site, "select quarantine_reason from qkd_block order by sequence desc limit 1"));
            String entry = lastOf(site, "select convert_from(body, 'UTF8') from audit_entry where operation = 'Push Block' order by seq desc limit 1");
            assertTrue(entry.contains("\"policy_rule\":\"watched\"") && entry.contains("\"quarantined\":\"true\""), entry);
            await(() -> bits(site, "pending_bits") > 0);
            assertEquals(before.get(site), available(site), "key of a block that came during the alarm");
        }
        for (Site site : sites.both()) {
            report(site, "run", null, null);
            assertFalse(officer(site).document("/console/v1/status", Map.of()).path("links").get(0).has("chsh"));
        }
        feed.pushNext();
        long block = (BlockFeed.BYTES - 32) * 8L;
        for (Site site : sites.both()) {
            await(() -> available(site) == before.get(site) + block);
        }
        decide("release", WINDOW);
        for (Site site : sites.both()) {
            await(() -> available(site) == before.get(site) + 2 * block);
            apply(site, "");
        }
    }

    private static void report(Site site, String state, String alarm, Chsh chsh) throws Exception {
        try (IngestClient module = sites.ingest(site)) {
            assertTrue(module.send(new LinkStatus(DrillSites.LINK, sites.module(site), state, alarm, 0.02, 1e6, 0, 1e-9, Instant.now(), 1, 1, chsh)));
        }
    }

    private static String lastOf(Site site, String query) throws Exception {
        try (var connection = AuditRows.connect(site); var statement = connection.createStatement(); var row = statement.executeQuery(query)) {
            assertTrue(row.next(), query);
            return row.getString(1);
        }
    }

    private static long available(Site site) throws IOException {
        return bits(site, "own_bits") + bits(site, "peer_bits");
    }

    @Test
    @Order(9)
    void keyOverTheMaximumAge_isDestroyedAtBothEnds() throws Exception {
        long pool = bits(sites.a(), "own_bits") + bits(sites.a(), "peer_bits") + bits(sites.a(), "pending_bits");
        JsonNode told = officer(sites.a()).posted("/console/v1/policy/simulate", Map.of(), "application/yaml",
                "schema: lumenvault-policy/1\nqkd: [{id: fresh, match: all, maximum-age: P30D}]".getBytes(StandardCharsets.UTF_8)).path("links");
        assertTrue(pool > 0 && told.toString().contains("\"before\":\"0\",\"after\":\"" + pool + "\""), told.toString());
        for (Site site : sites.both()) {
            apply(site, "qkd: [{id: fresh, match: all, maximum-age: P30D}]");
        }
        await(() -> bits(sites.a(), "own_bits") + bits(sites.a(), "peer_bits") == 0
                && bits(sites.b(), "own_bits") + bits(sites.b(), "peer_bits") == 0);
        await(() -> !auditor(sites.a()).document("/console/v1/audit", Map.of("operation", "Destroy Aged Key")).path("entries").isEmpty());
    }

    /** Two blocks at both ends, compared. */
    private static void fill() throws Exception {
        feed.pushNext();
        feed.pushNext();
        await(() -> bits(sites.a(), "own_bits") > 0 && bits(sites.b(), "own_bits") > 0 && bits(sites.b(), "peer_bits") > 0);
    }

    private static String draw(KmipClient client) throws IOException {
        return client.locate(FRESH).uniqueIdentifiers().getFirst();
    }

    private static DeriveKey.Request derive(UniqueIdentifier from) {
        return new DeriveKey.Request(ObjectType.SYMMETRIC_KEY, List.of(from), DerivationMethod.HKDF,
                new DerivationParameters(null, null, List.of("tunnel 7".getBytes(StandardCharsets.UTF_8)), null, null),
                Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                        Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C)));
    }

    private static JsonNode decide(String action, Map<String, String> members) throws IOException {
        return officer(sites.a()).posted("/console/v1/links/" + DrillSites.LINK + "/" + action, members);
    }

    private static Map<String, String> with(Map<String, String> members, String name, String value) {
        Map<String, String> more = new HashMap<>(members);
        more.put(name, value);
        return more;
    }

    private static void apply(Site site, String rules) throws IOException {
        JsonClient officer = officer(site);
        String basis = officer.document("/console/v1/policy", Map.of()).path("version").asText();
        officer.posted("/console/v1/policy/apply", Map.of("basis", basis), "application/yaml",
                ("schema: lumenvault-policy/1\n" + rules).getBytes(StandardCharsets.UTF_8));
    }

    private static long bits(Site site, String which) throws IOException {
        return officer(site).document("/console/v1/pools", Map.of()).path("pools").get(0).path(which).asLong();
    }

    private static HttpsCaller sae(Site site, String name) throws IOException {
        return sites.https(site, name);
    }

    private static JsonClient officer(Site site) throws IOException {
        return caller(site, "officer");
    }

    private static JsonClient auditor(Site site) throws IOException {
        return caller(site, "auditor");
    }

    private static JsonClient caller(Site site, String name) throws IOException {
        String key = name + site.url();
        if (!CALLERS.containsKey(key)) {
            CALLERS.put(key, new JsonClient(site.url(), sites.sites().participants().credential(name), sites.sites().participants().authority()));
        }
        return CALLERS.get(key);
    }

    private static String keyId(HttpsCaller.Answer answer) throws IOException {
        assertEquals(200, answer.status(), answer.text());
        return answer.json().path("keys").get(0).path("key_ID").asText();
    }

    private static void await(Check condition) throws Exception {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, "still not so after 60 s");
            Thread.sleep(200);
        }
    }
}
