package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.BlockFeed;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Links whose modules speak ETSI GS QKD 014 or 004 and know nothing of Lumenvault: key of theirs reaches applications at both ends. */
class KeySourceIT {

    private static final long WAIT_NANOS = 90_000_000_000L;
    private static final int FED_BLOCKS = 12;

    private static RunningSites sites;
    private static SourcePair pair;

    private interface Check {
        boolean holds() throws Exception;
    }

    @BeforeAll
    static void start() throws IOException {
        sites = RunningSites.create("key-source");
        pair = new SourcePair(sites);
        sites.startBoth();
    }

    @AfterEach
    void stopEnds() throws IOException {
        pair.close();
    }

    @AfterAll
    static void stop() throws IOException {
        sites.close();
    }

    /** The modules are the sites themselves: their 014 interfaces, fed by a link of their own. */
    @Test
    void modulesThatSpeak014_giveKeyToApplicationsAtBothEnds_andSurviveAKill() throws Exception {
        BlockFeed feed = new BlockFeed(sites);
        for (int i = 0; i < FED_BLOCKS; i++) {
            feed.pushNext();
        }
        pair.start("source-a", etsi014(sites.a(), "sae-a", "sae-b"));
        pair.start("source-b", etsi014(sites.b(), "sae-b", "sae-a"));
        awaitNewKey();
        drawEqualKey();
        pair.kill("source-b");
        pair.start("source-b", etsi014(sites.b(), "sae-b", "sae-a"));
        long before = accepted(sites.b());
        await(() -> {
            feed.pushNext();
            return accepted(sites.b()) > before + 2;
        });
        pair.kill("source-a");
        pair.start("source-a", etsi014(sites.a(), "sae-a", "sae-b"));
        long then = accepted(sites.a());
        await(() -> {
            feed.pushNext();
            return accepted(sites.a()) > then + 2;
        });
        assertNoneDiffer();
    }

    @Test
    void modulesThatPush004_giveKeyToApplicationsAtBothEnds_andAStreamIsJoinedAgain() throws Exception {
        try (PushingModules modules = new PushingModules(pair.credential("vendor-module"), sites.sites().participants().authority())) {
            pair.start("source-b", etsi004(modules, "source-b"));
            pair.start("source-a", etsi004(modules, "source-a"));
            awaitNewKey();
            drawEqualKey();
            pair.kill("source-b");
            pair.start("source-b", etsi004(modules, "source-b"));
            long before = accepted(sites.b());
            await(() -> accepted(sites.b()) > before + 2);
            pair.stop("source-b");
            pair.start("source-b", etsi004(modules, "source-b"));
            long second = accepted(sites.b());
            await(() -> accepted(sites.b()) > second + 2);
            pair.kill("source-a");
            pair.start("source-a", etsi004(modules, "source-a"));
            long third = accepted(sites.a());
            await(() -> accepted(sites.a()) > third + 2 && accepted(sites.b()) > second + 4);
            assertNoneDiffer();
        }
    }

    private Map<String, Object> etsi014(Site site, String own, String other) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("source", "etsi014");
        source.put("source.url", site.url());
        source.put("source.remote", other);
        pair.identity(source, "source", sites.sites().participants().credential(own));
        return source;
    }

    private Map<String, Object> etsi004(PushingModules modules, String end) throws IOException {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("source", "etsi004-push");
        source.put("source.url", modules.url(end));
        source.put("source.local", "qkd://" + end);
        source.put("source.remote", "qkd://other-than-" + end);
        source.put("source.listen", "127.0.0.1:" + modules.pushPort(end));
        source.put("source.name", "vendor-module");
        pair.identity(source, "source", pair.credential(end));
        return source;
    }

    private void awaitNewKey() throws Exception {
        long before = held(sites.a());
        await(() -> held(sites.a()) > before && held(sites.b()) > 0);
    }

    private void drawEqualKey() throws IOException {
        try (KmipClient a = sites.kmip(sites.a()); KmipClient b = sites.kmip(sites.b())) {
            String uid = a.locate(new Locate.Request(1, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH,
                    List.of(Attribute.of(AttributeType.OBJECT_GROUP, SourcePair.LINK)))).uniqueIdentifiers().getFirst();
            assertArrayEquals(a.get(uid).keyBlock().material().orElseThrow(), b.get(uid).keyBlock().material().orElseThrow());
        }
    }

    private long held(Site site) throws IOException {
        for (JsonNode pool : document(site, "/console/v1/pools", Map.of()).path("pools")) {
            if (pool.path("link").asText().equals(SourcePair.LINK)) {
                return pool.path("own_bits").asLong();
            }
        }
        return 0;
    }

    private void assertNoneDiffer() throws IOException {
        for (Site site : sites.both()) {
            assertTrue(audit(site, "Discard Block").isEmpty(), "blocks of both ends differ");
        }
    }

    private long accepted(Site site) throws IOException {
        long count = 0;
        for (JsonNode entry : audit(site, "Push Block")) {
            count += entry.path("result").asText().equals("served") ? 1 : 0;
        }
        return count;
    }

    private JsonNode audit(Site site, String operation) throws IOException {
        return document(site, "/console/v1/audit", Map.of("operation", operation, "link", SourcePair.LINK, "limit", "500")).path("entries");
    }

    private JsonNode document(Site site, String path, Map<String, String> query) throws IOException {
        try (JsonClient officer = new JsonClient(site.url(), sites.sites().participants().credential(path.contains("audit") ? "auditor" : "officer"),
                sites.sites().participants().authority())) {
            return officer.document(path, query);
        }
    }

    private static void await(Check condition) throws Exception {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, "still not so after 90 s");
            Thread.sleep(200);
        }
    }
}
