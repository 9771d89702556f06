package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.drill.Await;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.cli.drill.HttpsCaller.Answer;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.object.KeyBlock;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.CreateSplitKey;
import io.lumenvault.kmip.payload.ModifyAttribute;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KeyFormatType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.SplitKeyMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Destroy and Get under approval at a real site: asked over KMIP, given over the console, carried out once. */
class ApprovalsIT {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final String WHY = "{\"reason\":\"planned-change\",\"ticket\":\"CHG-1042\"}";
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String GUARDED = "payments";
    private static final String APPROVALS = "/console/v1/approvals";

    private static KmipSite site;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        site = KmipSite.start(Path.of("target", "quarkus-app").toAbsolutePath(), folder.resolve("site"),
                "lumenvault.principals.olga=officer", "lumenvault.principals.omar=officer",
                "lumenvault.principals.bank-app=application", "lumenvault.groups.bank-app=bank",
                "lumenvault.principals.bank-olga=officer", "lumenvault.groups.bank-olga=bank",
                "lumenvault.principals.rail-olga=officer", "lumenvault.groups.rail-olga=rail",
                "lumenvault.approvals.destroy.approve=2", "lumenvault.approvals.destroy.group=officer",
                "lumenvault.approvals.destroy.labels.\"Object\\ Group\"=" + GUARDED,
                "lumenvault.approvals.export.match.owner=kmip-client-a",
                "lumenvault.approvals.export.approve=1", "lumenvault.approvals.export.of=olga", "lumenvault.approvals.export.ttl=PT2H");
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
    }

    private static String register(KmipClient client) throws Exception {
        return register(client, GUARDED);
    }

    private static String register(KmipClient client, String group) throws Exception {
        return client.register(new ManagedObject.SymmetricKey(
                        KeyBlock.of(KeyFormatType.RAW, KEY.clone(), CryptographicAlgorithm.AES, KEY.length * Byte.SIZE)),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, CryptographicUsageMask.ENCRYPT.code()),
                Attribute.of(AttributeType.OBJECT_GROUP, group));
    }

    private static void relabel(KmipClient client, String key, String group) throws Exception {
        client.call(new ModifyAttribute.Request(UniqueIdentifier.of(key), Attribute.of(AttributeType.OBJECT_GROUP, group)),
                ModifyAttribute.Response.class);
    }

    private interface Request {
        void send() throws Exception;
    }

    /** The identifier of the approval that the refusal names. */
    private static String needed(Request request) {
        KmipException refused = assertThrows(KmipException.class, request::send);
        assertEquals(ResultReason.PERMISSION_DENIED, refused.reason());
        Matcher id = IDENTIFIER.matcher(refused.getMessage());
        assertTrue(id.find(), refused.getMessage());
        return id.group();
    }

    private static Answer vote(HttpsCaller officer, String id, String verb) throws Exception {
        return officer.postJson(APPROVALS + "/" + id + "/" + verb, WHY);
    }

    private static JsonNode state(HttpsCaller officer, String id) throws Exception {
        return officer.get(APPROVALS + "/" + id).json();
    }

    @Test
    void keyThatNeedsAnApprovalToLeave_isNotPushed_andNobodyIsAskedForIt() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V2_1); HttpsCaller auditor = site.https("auditor");
                Served served = Served.by(client)) {
            String successor = client.keys().reKey(register(client, "any"));
            Await.until("the refusal to be recorded", () -> entries(auditor, successor, "Put") == 1);
            assertEquals(0, entries(auditor, successor, "Ask Approval"));
            assertNull(served.pushedYet());
        }
    }

    /** As one of a link that its counterpart has drawn waits. */
    @Test
    void newKeyThatNeedsAnApprovalToLeave_isNotPut_andCanStillBeAskedFor() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V2_1); HttpsCaller auditor = site.https("auditor");
                Served served = Served.by(client)) {
            String key = register(client, "any");
            SiteRows rows = new SiteRows(site);
            rows.change("insert into notification (principal, kind, uid) values ('kmip-client-a', 'new', '" + key + "')");
            Await.until("the refusal to be recorded", () -> entries(auditor, key, "Put") == 1);
            Await.until("it to be forgotten", () -> rows.waiting("kmip-client-a") == 0);
            assertEquals(0, entries(auditor, key, "Ask Approval"));
            assertNull(served.pushedYet());
            needed(() -> client.get(key));
        }
    }

    private static int entries(HttpsCaller auditor, String object, String operation) throws Exception {
        return auditor.get("/console/v1/audit?object=" + object + "&operation=" + operation.replace(" ", "%20")).json().path("entries").size();
    }

    @Test
    void destroy_twoOfficers_thenTheRequesterRepeats() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V2_1); HttpsCaller olga = site.https("olga");
                HttpsCaller omar = site.https("omar"); HttpsCaller auditor = site.https("auditor"); HttpsCaller other = site.https("kmip-other")) {
            String key = register(client);
            String id = needed(() -> client.destroy(key));
            assertEquals(403, vote(other, id, "approve").status());
            assertEquals(403, vote(auditor, id, "approve").status());
            assertEquals(200, vote(olga, id, "approve").status());
            assertEquals(409, vote(olga, id, "approve").status());
            assertEquals(id, needed(() -> client.destroy(key)));
            Answer second = vote(omar, id, "approve");
            assertEquals("approved", second.json().path("approval").path("state").asText(), second::text);
            assertEquals(2, second.json().path("votes").size());
            client.destroy(key);
            assertEquals("consumed", state(auditor, id).path("approval").path("state").asText());
            JsonNode entries = auditor.get("/console/v1/audit?object=" + id).json().path("entries");
            List<String> told = new ArrayList<>();
            entries.forEach(entry -> told.addFirst(entry.path("operation").asText() + " " + entry.path("result").asText()));
            assertTrue(told.containsAll(List.of("Ask Approval served", "Approve refused", "Approve served", "Consume Approval served")), told::toString);
        }
    }

    @Test
    void get_atTheSameTimeFromManyConnections_isServedOnceForOneApproval() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V1_4); HttpsCaller olga = site.https("olga");
                HttpsCaller omar = site.https("omar")) {
            String key = register(client);
            String id = needed(() -> client.get(key));
            assertEquals(403, vote(omar, id, "approve").status(), "not among those the rule names");
            assertEquals(200, vote(olga, id, "approve").status());
            AtomicInteger served = new AtomicInteger();
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                KmipClient caller = site.client("kmip-client-a", ProtocolVersion.V1_4);
                callers.add(Thread.ofVirtual().start(() -> {
                    try (caller) {
                        go.await();
                        assertArrayEquals(KEY, caller.get(key).keyBlock().material().orElseThrow());
                        served.incrementAndGet();
                    } catch (Exception refused) {
                        return;
                    }
                }));
            }
            go.countDown();
            for (Thread caller : callers) {
                caller.join();
            }
            assertEquals(1, served.get());
            assertNotEquals(id, needed(() -> client.get(key)));
        }
    }

    /** Both give the key out, and the same rule guards both. */
    @Test
    void approvalOfASplit_isForThatSplit_andForNoGet() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V2_1); HttpsCaller olga = site.https("olga")) {
            String key = register(client, "any");
            String id = needed(() -> split(client, key, 3));
            assertEquals(200, vote(olga, id, "approve").status());
            assertNotEquals(id, needed(() -> client.get(key)));
            assertNotEquals(id, needed(() -> split(client, key, 4)));
            assertTrue(state(olga, id).path("approval").toString().contains("Create Split Key"), state(olga, id)::toString);
            assertEquals(3, split(client, key, 3).uniqueIdentifiers().size());
            assertNotEquals(id, needed(() -> split(client, key, 3)));
        }
    }

    private static CreateSplitKey.Response split(KmipClient client, String key, int parts) throws Exception {
        return client.call(new CreateSplitKey.Request(ObjectType.SPLIT_KEY, UniqueIdentifier.of(key), parts, 2,
                SplitKeyMethod.POLYNOMIAL_SHARING_GF_28, null, Attributes.of(Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                        CryptographicUsageMask.ENCRYPT.code())), List.of()), CreateSplitKey.Response.class);
    }

    @Test
    void objectsThatNoRuleNames_areFree_andNoneIsTakenOutOfOneByItsLabel() throws Exception {
        try (KmipClient client = site.client("kmip-other", ProtocolVersion.V2_1)) {
            String free = register(client, "other");
            assertArrayEquals(KEY, client.get(free).keyBlock().material().orElseThrow());
            client.destroy(free);
            String guarded = register(client);
            assertEquals(ResultReason.PERMISSION_DENIED,
                    assertThrows(KmipException.class, () -> relabel(client, guarded, "other")).reason());
            needed(() -> client.destroy(guarded));
            String later = register(client, "other");
            relabel(client, later, GUARDED);
            needed(() -> client.destroy(later));
        }
    }

    /** What officers of a group may: decide what principals of the group ask, and govern the group's keys. */
    @Test
    void officerOfAGroup_decidesAndGovernsThere_andNowhereElse() throws Exception {
        try (KmipClient bank = site.client("bank-app", ProtocolVersion.V2_1); KmipClient node = site.client("kmip-other", ProtocolVersion.V2_1);
                HttpsCaller olga = site.https("bank-olga"); HttpsCaller rail = site.https("rail-olga"); HttpsCaller omar = site.https("omar")) {
            String key = register(bank);
            String id = needed(() -> bank.destroy(key));
            String ofNode = register(node);
            String another = needed(() -> node.destroy(ofNode));
            assertEquals(404, vote(rail, id, "approve").status());
            assertEquals(404, vote(olga, another, "approve").status());
            assertEquals(0, rail.get(APPROVALS + "?state=all").json().path("approvals").size());
            assertTrue(olga.get(APPROVALS).text().contains(id));
            assertFalse(olga.get(APPROVALS).text().contains(another));
            assertEquals(200, vote(omar, id, "approve").status());
            Answer decided = vote(olga, id, "approve");
            assertEquals("approved", decided.json().path("approval").path("state").asText(), decided::text);
            assertFalse(decided.text().contains("omar"), decided::text);
            assertEquals(200, olga.postJson("/console/v1/keys/" + key + "/hold", "{\"reason\":\"audit\"}").status());
            assertEquals(404, olga.postJson("/console/v1/keys/" + ofNode + "/hold", "{\"reason\":\"audit\"}").status());
            assertEquals(404, rail.get("/console/v1/keys/" + key).status());
            assertThrows(KmipException.class, () -> bank.destroy(key));
            assertEquals(200, omar.postJson("/console/v1/keys/" + key + "/release", "{}").status());
            assertEquals(200, omar.postJson("/console/v1/keys/" + key + "/hold", "{\"reason\":\"audit\"}").status());
            assertFalse(olga.get("/console/v1/keys/" + key).text().contains("omar"));
            assertFalse(assertThrows(KmipException.class, () -> bank.destroy(key)).getMessage().contains("omar"));
            assertEquals(403, olga.postJson("/console/v1/keys/" + key + "/release", "{}").status(), "what the node suspends");
            assertEquals(403, olga.postJson("/console/v1/keys/" + key + "/hold", "{\"reason\":\"shorter\"}").status());
            assertEquals(200, omar.postJson("/console/v1/keys/" + key + "/release", "{}").status());
            bank.destroy(key);
            assertEquals(403, olga.get("/console/v1/policy").status(), "a policy names all groups");
            assertEquals(403, olga.postJson("/console/v1/links/link-ab/quarantine", "{}").status());
        }
    }

    /** Whoever has the token has the role: as much as if it had been granted. */
    @Test
    void tokenOfSomebodyElse_needsTheApprovalOfAGrant_andOnesOwnNone() throws Exception {
        try (HttpsCaller olga = site.https("olga")) {
            Answer another = olga.postJson("/console/v1/tokens", "{\"principal\":\"kmip-other\",\"roles\":[\"application\"],\"ttl_seconds\":600}");
            assertEquals(409, another.status(), another::text);
            assertTrue(IDENTIFIER.matcher(another.json().path("approval").asText()).matches(), another::text);
            assertEquals(201, olga.postJson("/console/v1/tokens", "{\"principal\":\"olga\",\"roles\":[\"officer\"],\"ttl_seconds\":600}").status());
        }
    }

    @Test
    void refusal_endsTheRequest() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V1_4); HttpsCaller olga = site.https("olga")) {
            String key = register(client);
            String id = needed(() -> client.get(key));
            assertEquals("refused", vote(olga, id, "refuse").json().path("approval").path("state").asText());
            KmipException refused = assertThrows(KmipException.class, () -> client.get(key));
            assertTrue(refused.getMessage().contains("was refused"), refused.getMessage());
            Await.until("not listed any more", () -> !olga.get(APPROVALS).text().contains(id));
            assertTrue(olga.get(APPROVALS + "?state=all").text().contains(id));
        }
    }

    @Test
    void vote_withoutJustification_orOnNothing_isRefusedInWords() throws Exception {
        try (KmipClient client = site.client("kmip-client-a", ProtocolVersion.V1_4); HttpsCaller olga = site.https("olga")) {
            String key = register(client);
            String id = needed(() -> client.get(key));
            assertTrue(olga.postJson(APPROVALS + "/" + id + "/approve", "{}").message().contains("justification"));
            Answer unknown = olga.postJson(APPROVALS + "/" + id + "/approve", "{\"reason\":\"because\",\"ticket\":\"T\"}");
            assertEquals(400, unknown.status());
            assertTrue(unknown.message().contains("planned-change"), unknown::text);
            assertEquals(400, vote(olga, "x", "approve").status());
            assertEquals(404, vote(olga, "00000000-0000-4000-8000-000000000000", "approve").status());
            assertEquals("pending", state(olga, id).path("approval").path("state").asText());
        }
    }
}
