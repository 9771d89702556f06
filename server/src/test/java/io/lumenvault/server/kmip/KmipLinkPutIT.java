package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.demo.Site;
import io.lumenvault.cli.drill.AuditRows;
import io.lumenvault.cli.drill.Await;
import io.lumenvault.cli.drill.BlockFeed;
import io.lumenvault.cli.drill.DrillSites;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.faults.RunningSites;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.PutFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys of a link that are put to the client at one end when its counterpart at the other draws them, at two real sites. */
class KmipLinkPutIT {

    private static final Attribute GROUP = Attribute.of(AttributeType.OBJECT_GROUP, DrillSites.LINK);
    private static final Locate.Request FRESH = new Locate.Request(1, null, null, ObjectGroupMember.GROUP_MEMBER_FRESH, List.of(GROUP));

    private static RunningSites sites;
    private static BlockFeed feed;
    private static JsonClient officer;
    private static JsonClient auditor;

    @BeforeAll
    static void start() throws IOException {
        sites = RunningSites.create("kmip-link-put");
        sites.b().setting("links." + DrillSites.LINK + ".kmip-put", "kmip-client-b");
        sites.startBoth();
        feed = new BlockFeed(sites);
        officer = caller("officer");
        auditor = caller("auditor");
    }

    @AfterAll
    static void stop() throws IOException {
        officer.close();
        auditor.close();
        sites.close();
    }

    private static JsonClient caller(String name) throws IOException {
        return new JsonClient(sites.b().url(), sites.sites().participants().credential(name), sites.sites().participants().authority());
    }

    @BeforeEach
    void begin() throws Exception {
        apply("");
        feed.pushNext();
        feed.pushNext();
    }

    /** At site B. */
    private static void apply(String rules) throws IOException {
        String basis = officer.document("/console/v1/policy", Map.of()).path("version").asText();
        officer.posted("/console/v1/policy/apply", Map.of("basis", basis), "application/yaml",
                ("schema: lumenvault-policy/1\n" + rules).getBytes(StandardCharsets.UTF_8));
    }

    private static KmipClient client(Site site, String name) throws IOException {
        return KmipClient.builder("127.0.0.1", site.kmipPort(), sites.tls(name)).version(ProtocolVersion.V2_1).build();
    }

    /** Until the pool has a key, which is a moment after the blocks have come. */
    private static String draw(KmipClient client) throws Exception {
        String[] drawn = new String[1];
        Await.until("a fresh key", () -> {
            drawn[0] = client.locate(FRESH).uniqueIdentifiers().stream().findFirst().orElse(null);
            return drawn[0] != null;
        });
        return drawn[0];
    }

    /** Put of the object in the log of site B. */
    private static long audited(String result, String object) throws IOException {
        return auditor.document("/console/v1/audit", Map.of("operation", "Put", "result", result, "object", object)).path("entries").size();
    }

    /** What is not answered before its connection ends would come again to another test. */
    private static void awaitAnswers() throws Exception {
        Await.until("all to be answered", () -> rows("select count(*) from notification") == 0);
    }

    /** At site B. */
    private static long rows(String count) throws SQLException, IOException {
        try (Connection connection = AuditRows.connect(sites.b()); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(count)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void keyThatTheCounterpartDraws_isPutAsNew_andOnRecord() throws Exception {
        try (KmipClient a = client(sites.a(), "kmip-client-a"); KmipClient b = client(sites.b(), "kmip-client-b"); Served served = Served.by(b)) {
            String key = draw(a);
            Served.Pushed pushed = served.pushed();
            assertEquals(key, pushed.uniqueIdentifier());
            assertEquals(PutFunction.NEW, pushed.function());
            assertNull(pushed.replaced());
            assertArrayEquals(a.get(key).keyBlock().material().orElseThrow(), pushed.material());
            assertTrue(pushed.attributes().stream().anyMatch(attribute -> attribute.name() == AttributeType.OBJECT_GROUP));
            assertTrue(pushed.attributes().stream().noneMatch(attribute -> attribute.name() == AttributeType.FRESH), "it is not fresh any more");
            assertEquals(1, audited("served", key));
            String next = draw(a);
            assertEquals(next, served.pushed().uniqueIdentifier());
            awaitAnswers();
        }
    }

    @Test
    void createWithANameThatIsTaken_spendsNoKeyOfTheLink() throws Exception {
        Attribute[] wanted = {GROUP, Attribute.name("taken"), Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C)};
        try (KmipClient a = client(sites.a(), "kmip-client-a"); KmipClient b = client(sites.b(), "kmip-client-b"); Served served = Served.by(b)) {
            assertEquals(draw(a), served.pushed().uniqueIdentifier());
            String named = a.create(ObjectType.SYMMETRIC_KEY, wanted);
            long drawn = rows("select count(*) from qkd_supply");
            assertEquals(ResultReason.NON_UNIQUE_NAME_ATTRIBUTE,
                    assertThrows(KmipException.class, () -> a.create(ObjectType.SYMMETRIC_KEY, wanted)).reason());
            assertEquals(drawn, rows("select count(*) from qkd_supply"));
            assertEquals(List.of(named), a.locate(Attribute.name("taken")));
            assertEquals(named, served.pushed().uniqueIdentifier());
            awaitAnswers();
        }
    }

    @Test
    void keyThatIsGivenOutOnce_isGone_onceItIsPut() throws Exception {
        apply("qkd: [{id: once, match: all, delivery: once, after-supply: delete}]");
        try (KmipClient a = client(sites.a(), "kmip-client-a"); KmipClient b = client(sites.b(), "kmip-client-b"); Served served = Served.by(b)) {
            String key = draw(a);
            assertEquals(key, served.pushed().uniqueIdentifier());
            assertThrows(KmipException.class, () -> b.get(key));
            assertEquals(key, served.change().uniqueIdentifier(), "the client is told that it is destroyed");
            awaitAnswers();
        }
    }

    @Test
    void keyThatARuleDoesNotLetBePut_isRefusedOnRecord_andCanBeHadByGet() throws Exception {
        apply("rules: [{id: no-put, match: {labels: {Object Group: [" + DrillSites.LINK + "]}}, operations: [Locate, Get, Get Attributes]}]");
        try (KmipClient a = client(sites.a(), "kmip-client-a"); KmipClient b = client(sites.b(), "kmip-client-b"); Served served = Served.by(b)) {
            String key = draw(a);
            Await.until("the refusal", () -> audited("refused", key) == 1);
            assertNull(served.pushedYet());
            assertNotNull(b.get(key));
            awaitAnswers();
        }
    }

    /** On the day after, which the test does not wait for, the quota is a new one. */
    @Test
    void keyThatTheDaysQuotaRefuses_isPutOnTheNextDay_andHoldsUpNobody() throws Exception {
        apply("rules: [{id: one-a-day, match: {labels: {Object Group: [" + DrillSites.LINK + "]}}, quota: {operations-per-day: 1}}]");
        try (KmipClient a = client(sites.a(), "kmip-client-a"); KmipClient b = client(sites.b(), "kmip-client-b"); Served served = Served.by(b)) {
            String first = draw(a);
            assertEquals(first, served.pushed().uniqueIdentifier());
            String refused = draw(a);
            Await.until("it to be put off to the next day", () -> rows("select count(*) from notification where uid = '" + refused
                    + "' and due_at - (date_trunc('day', now(), 'UTC') + interval '1 day') between interval '0' and interval '1 minute'") == 1);
            assertEquals(1, audited("refused", refused));
            b.revoke(first, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            assertEquals(first, served.change().uniqueIdentifier());
            assertNull(served.pushedYet());
            apply("");
            try (Connection connection = AuditRows.connect(sites.b()); Statement statement = connection.createStatement()) {
                assertEquals(1, statement.executeUpdate("update notification set due_at = now() where uid = '" + refused + "'"));
            }
            assertEquals(refused, served.pushed().uniqueIdentifier());
            awaitAnswers();
        }
    }

    @Test
    void keyOfThisEnd_isNotPutToWhoDrewIt_norToWhoIsNotNamed() throws Exception {
        try (KmipClient a = client(sites.a(), "kmip-client-a"); KmipClient b = client(sites.b(), "kmip-client-b");
                Served drawing = Served.by(b); Served unnamed = Served.by(a)) {
            String key = draw(b);
            a.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            b.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            assertEquals(key, unnamed.change().uniqueIdentifier(), "the first that it hears of the key");
            assertEquals(key, drawing.change().uniqueIdentifier(), "the first that it hears of the key");
            assertNull(unnamed.pushedYet());
            assertNull(drawing.pushedYet());
            awaitAnswers();
        }
    }

    /** What was drawn before waits for a client; what could not be drawn meanwhile comes to nobody. */
    @Test
    void keyThatWaitsWhileItsSiteIsAway_isPutWhenThatIsBack_andNoneIsDrawnMeanwhile() throws Exception {
        try (KmipClient a = client(sites.a(), "kmip-client-a")) {
            try (KmipClient b = client(sites.b(), "kmip-client-b")) {
                Served.by(b).close();
            }
            String waiting = draw(a);
            sites.b().killServer();
            assertThrows(KmipException.class, () -> a.locate(FRESH));
            sites.b().startServer();
            try (KmipClient b = client(sites.b(), "kmip-client-b"); Served served = Served.by(b)) {
                assertEquals(waiting, served.pushed().uniqueIdentifier());
                String next = draw(a);
                assertEquals(next, served.pushed().uniqueIdentifier());
                awaitAnswers();
            }
        }
    }
}
