package io.lumenvault.server.kmip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.cli.drill.Await;
import io.lumenvault.cli.drill.HttpsCaller;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.client.BatchResult;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.client.ServerEndpoint;
import io.lumenvault.kmip.client.ServerToClientOperations;
import io.lumenvault.kmip.encoding.XmlEncoding;
import io.lumenvault.kmip.message.RequestHeader;
import io.lumenvault.kmip.message.RequestMessage;
import io.lumenvault.kmip.payload.Create;
import io.lumenvault.kmip.payload.Notify;
import io.lumenvault.kmip.payload.SetEndpointRole;
import io.lumenvault.kmip.spec.AsynchronousIndicator;
import io.lumenvault.kmip.spec.BatchErrorContinuationOption;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.EndpointRole;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.PutFunction;
import io.lumenvault.kmip.spec.QueryFunction;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.State;
import io.lumenvault.kmip.ttlv.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-to-client operations at a real site, over connections that clients hand over. Each test has a principal of its own. */
class KmipServerToClientIT {

    private static final ProtocolVersion VERSION = ProtocolVersion.V2_1;
    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute BITS = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C);
    private static final List<String> APPLICATIONS = List.of("app-officer", "app-revoke", "app-rotate", "app-sensitive", "app-reconnect",
            "app-silent", "app-refuse", "app-newest", "app-roles", "app-damaged", "app-ending", "app-overflow", "app-unserved");

    private static KmipSite site;
    private static SiteRows rows;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        List<String> settings = new ArrayList<>(List.of("lumenvault.principals.olga=officer",
                "lumenvault.principals.bank-app=application", "lumenvault.groups.bank-app=bank", "lumenvault.kmip.message-seconds=3"));
        APPLICATIONS.forEach(name -> settings.add("lumenvault.principals." + name + "=application"));
        site = KmipSite.start(Path.of("target", "quarkus-app").toAbsolutePath(), folder.resolve("site"), settings.toArray(String[]::new));
        rows = new SiteRows(site);
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
    }

    private static String active(KmipClient client, Attribute... further) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY, Stream.concat(Stream.of(AES, BITS, MASK,
                Attribute.of(AttributeType.ACTIVATION_DATE, Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60))),
                Stream.of(further)).toArray(Attribute[]::new));
    }

    private static State state(Notify.Request change) {
        return change.changed().stream().filter(attribute -> attribute.name() == AttributeType.STATE)
                .map(attribute -> Enumerations.find(State.class, ((Item.Enumeration) attribute.value()).value()).orElseThrow())
                .findFirst().orElse(null);
    }

    private static boolean has(Notify.Request change, AttributeType type) {
        return change.changed().stream().anyMatch(attribute -> attribute.name() == type);
    }

    @Test
    void objectDestroyedByAnOfficer_isToldToItsOwner_andToNobodyElse() throws Exception {
        try (KmipClient owner = site.client("app-officer", VERSION); KmipClient other = site.client("kmip-other", VERSION);
                KmipClient tenant = site.client("bank-app", VERSION); HttpsCaller officer = site.https("olga");
                Served mine = Served.by(owner); Served others = Served.by(other); Served tenants = Served.by(tenant)) {
            String key = owner.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            assertEquals(200, officer.postJson("/console/v1/keys/" + key + "/destroy", "{}").status());
            Notify.Request told = mine.change();
            assertEquals(key, told.uniqueIdentifier());
            assertEquals(State.DESTROYED, state(told));
            assertTrue(has(told, AttributeType.DESTROY_DATE) && has(told, AttributeType.LAST_CHANGE_DATE), told.toString());
            Await.until("the delivery to be recorded", () -> rows.audited("app-officer", "Notify", "served", key) == 1);
            String later = active(tenant);
            tenant.revoke(later, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE));
            assertEquals(later, tenants.change().uniqueIdentifier(), "the first that the other tenant hears of is its own key");
            String last = active(other);
            other.revoke(last, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE));
            assertEquals(last, others.change().uniqueIdentifier(), "the first that the other principal hears of is its own key");
        }
    }

    @Test
    void changesByAnotherClientOfThePrincipal_areToldInTheirOrder() throws Exception {
        try (KmipClient owner = site.client("app-revoke", VERSION); KmipClient another = site.client("app-revoke", VERSION);
                Served mine = Served.by(owner)) {
            String key = another.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK);
            another.activate(key);
            another.revoke(key, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE));
            another.destroy(key);
            assertEquals(State.ACTIVE, state(mine.change()));
            Notify.Request compromised = mine.change();
            assertEquals(State.COMPROMISED, state(compromised));
            assertTrue(has(compromised, AttributeType.COMPROMISE_DATE), compromised.toString());
            assertEquals(State.DESTROYED_COMPROMISED, state(mine.change()));
        }
    }

    @Test
    void keyRotatedByPolicy_isPut_inThePlaceOfTheOldOne() throws Exception {
        try (KmipClient owner = site.client("app-rotate", VERSION); HttpsCaller officer = site.https("olga");
                Served mine = Served.by(owner)) {
            String zone = "zone-" + UUID.randomUUID();
            String old = active(owner, Attribute.of(AttributeType.OBJECT_GROUP, zone));
            apply(officer, zone, "rotation: {interval: PT5S, overlap: PT1H}");
            Served.Pushed pushed = mine.pushed();
            apply(officer, "zone-of-nobody", "deactivation: P9Y");
            assertEquals(PutFunction.REPLACE, pushed.function());
            assertEquals(old, pushed.replaced());
            assertArrayEquals(owner.get(pushed.uniqueIdentifier()).keyBlock().material().orElseThrow(), pushed.material());
            assertTrue(pushed.attributes().stream().anyMatch(attribute -> attribute.name() == AttributeType.OBJECT_GROUP));
            assertEquals(1, rows.audited("app-rotate", "Put", "served", pushed.uniqueIdentifier()));
            Notify.Request told = mine.change();
            while (!has(told, AttributeType.LINK)) {
                told = mine.change();
            }
            assertEquals(old, told.uniqueIdentifier());
        }
    }

    @Test
    void keyThatMayNotLeaveInTheClear_isNotPut_andWhatFollowsIsTold() throws Exception {
        try (KmipClient owner = site.client("app-sensitive", VERSION); Served mine = Served.by(owner)) {
            String old = active(owner, Attribute.of(AttributeType.SENSITIVE, true));
            String successor = owner.keys().reKey(old);
            owner.revoke(successor, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            Notify.Request told = mine.change();
            while (!told.uniqueIdentifier().equals(successor)) {
                told = mine.change();
            }
            assertNull(mine.pushedYet());
            assertEquals(1, rows.audited("app-sensitive", "Put", "refused", successor));
        }
    }

    @Test
    void keyWhoseSealIsDamaged_isTriedAgainAfterGrowingPauses_andEachTimeCounted() throws Exception {
        try (KmipClient owner = site.client("app-damaged", VERSION)) {
            String old = active(owner);
            Served.by(owner).close();
            String successor = owner.keys().reKey(old);
            rows.damage(successor);
            try (Served again = Served.by(owner)) {
                Await.until("the second failure to be counted",
                        () -> rows.failures("app-damaged") >= 2);
                assertNull(again.pushedYet());
            }
            assertTrue(rows.audited("app-damaged", "Put", "failed", successor) >= 2);
        }
    }

    @Test
    void whatWasNotDelivered_waitsForTheNextConnection() throws Exception {
        try (KmipClient owner = site.client("app-reconnect", VERSION)) {
            String first = active(owner);
            String second = active(owner);
            Served.by(owner).close();
            owner.revoke(first, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            owner.revoke(second, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            try (Served again = Served.by(owner)) {
                assertEquals(first, again.change().uniqueIdentifier());
                assertEquals(second, again.change().uniqueIdentifier());
                Await.until("both to be forgotten", () -> rows.waiting("app-reconnect") == 0);
            }
        }
    }

    @Test
    void clientThatDoesNotAnswer_isCutOff_andNothingIsLost() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (KmipClient owner = site.client("app-silent", VERSION); KmipClient other = site.client("kmip-client-a", VERSION)) {
            String key = active(owner);
            try (ServerEndpoint silent = owner.handOver(ServerToClientOperations.NONE.onNotify(change -> awaitQuietly(never)))) {
                Thread.ofVirtual().start(() -> serveQuietly(silent));
                owner.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
                Await.until("the connection to be cut off",
                        () -> Files.readString(site.log()).contains("time is up for answering Notify"));
                other.destroy(other.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK));
            } finally {
                never.countDown();
            }
            assertEquals(1, rows.waiting("app-silent"));
            try (Served again = Served.by(owner)) {
                assertEquals(key, again.change().uniqueIdentifier());
            }
        }
    }

    @Test
    void refusalOfTheClient_isRecorded_andTheMessageComesAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch taken = new CountDownLatch(1);
        try (KmipClient owner = site.client("app-refuse", VERSION); ServerEndpoint endpoint = owner.handOver(
                ServerToClientOperations.NONE.onNotify(change -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new KmipException(ResultReason.GENERAL_FAILURE, "not now");
                    }
                    taken.countDown();
                }))) {
            Thread.ofVirtual().start(() -> serveQuietly(endpoint));
            String key = active(owner);
            owner.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            taken.await();
            assertEquals(1, rows.audited("app-refuse", "Notify", "failed", key));
        }
    }

    @Test
    void messageThatEndsTheConnectionEachTime_isCounted_andGivenUp_andThoseBehindItAreTold() throws Exception {
        try (KmipClient owner = site.client("app-ending", VERSION)) {
            String poison = active(owner);
            String behind = active(owner);
            Served.by(owner).close();
            owner.revoke(poison, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            owner.revoke(behind, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            for (int attempt = 1; attempt <= 2; attempt++) {
                int counted = attempt;
                ServerEndpoint[] endpoint = new ServerEndpoint[1];
                endpoint[0] = owner.handOver(ServerToClientOperations.NONE.onNotify(change -> closeQuietly(endpoint[0])));
                serveQuietly(endpoint[0]);
                Await.until("the attempt to be counted", () -> rows.failures("app-ending") >= counted);
            }
            assertTrue(rows.audited("app-ending", "Notify", "failed", poison) >= 2);
            rows.change("update notification set refusals = 10 where principal = 'app-ending' and uid = '" + poison + "'");
            try (Served again = Served.by(owner)) {
                assertEquals(behind, again.change().uniqueIdentifier());
            }
            assertEquals(1, rows.count("select count(*) from audit_entry where principal = ? and reason like 'given up after%'"
                    + " and ?::uuid = any (objects)", "app-ending", poison));
        }
    }

    private static void closeQuietly(ServerEndpoint endpoint) {
        try {
            endpoint.close();
        } catch (IOException gone) {
            // it is to be gone
        }
    }

    @Test
    void changesBeyondTheBound_areMadeGoodFor_onceThoseBeforeAreTold() throws Exception {
        try (KmipClient owner = site.client("app-overflow", VERSION)) {
            List<String> keys = List.of(active(owner), active(owner), active(owner), active(owner));
            Served.by(owner).close();
            rows.change("update server_endpoint set most = 2 where principal = 'app-overflow'");
            for (String key : keys) {
                owner.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            }
            assertEquals(3, rows.waiting("app-overflow"), "two changes and the overflow");
            try (Served again = Served.by(owner)) {
                Set<String> deactivated = new HashSet<>();
                while (deactivated.size() < keys.size()) {
                    Notify.Request told = again.change();
                    assertEquals(State.DEACTIVATED, state(told));
                    deactivated.add(told.uniqueIdentifier());
                }
                assertEquals(Set.copyOf(keys), deactivated);
                Await.until("all to be forgotten", () -> rows.waiting("app-overflow") == 0);
            }
            assertEquals(1, rows.count("select count(*) from audit_entry where principal = ? and result = 'failed'"
                    + " and reason like 'changes were not kept%'", "app-overflow"));
        }
    }

    @Test
    void messagesThatTheClientDoesNotServe_areGivenUp_whenItSaysSo() throws Exception {
        try (KmipClient owner = site.client("app-unserved", VERSION)) {
            String key = active(owner);
            Served.by(owner).close();
            owner.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            assertEquals(1, rows.waiting("app-unserved"));
            try (ServerEndpoint puts = owner.handOver(ServerToClientOperations.NONE.onPut(pushed -> { }))) {
                Thread.ofVirtual().start(() -> serveQuietly(puts));
                Await.until("it to be given up", () -> rows.waiting("app-unserved") == 0);
            }
            assertEquals(1, rows.count("select count(*) from audit_entry where principal = ? and reason = 'the client does not serve Notify'",
                    "app-unserved"));
        }
    }

    @Test
    void newestConnection_isServed_andTheOneBeforeItEnds() throws Exception {
        try (KmipClient owner = site.client("app-newest", VERSION); Served before = Served.by(owner); Served newest = Served.by(owner)) {
            assertTrue(before.ended(Duration.ofSeconds(60)));
            String key = active(owner);
            owner.revoke(key, RevocationReason.of(RevocationReasonCode.CESSATION_OF_OPERATION));
            assertEquals(key, newest.change().uniqueIdentifier());
            assertNull(before.changeYet());
        }
    }

    @Test
    void rolesStay_whereNothingCanBeSent_andQueryListsWhatIsSent() throws Exception {
        try (KmipClient owner = site.client("app-roles", VERSION); KmipClient old = site.client("app-roles", ProtocolVersion.V1_4);
                HttpsCaller https = site.https("app-roles")) {
            assertEquals(EndpointRole.SERVER, owner.server().setEndpointRole(EndpointRole.SERVER));
            List<Operation> listed = owner.query(QueryFunction.QUERY_OPERATIONS).operations();
            assertTrue(listed.containsAll(List.of(Operation.NOTIFY, Operation.PUT)), listed.toString());
            assertFalse(old.query(QueryFunction.QUERY_OPERATIONS).operations().contains(Operation.NOTIFY));
            SetEndpointRole.Request client = new SetEndpointRole.Request(EndpointRole.CLIENT);
            List<BatchResult> undone = owner.batch(List.of(new Create.Request(ObjectType.SYMMETRIC_KEY, Attributes.of(AES, BITS, MASK)), client),
                    BatchErrorContinuationOption.UNDO);
            assertEquals(ResultReason.FEATURE_NOT_SUPPORTED,
                    assertThrows(KmipException.class, () -> undone.getLast().get(SetEndpointRole.Response.class)).reason());
            BatchResult pending = owner.pending().submit(client, AsynchronousIndicator.MANDATORY);
            BatchResult[] result = {pending};
            Await.until("the answer", () -> {
                result[0] = owner.pending().poll(pending.pending().orElseThrow(), Operation.SET_ENDPOINT_ROLE);
                return result[0].pending().isEmpty();
            });
            assertEquals(ResultReason.FEATURE_NOT_SUPPORTED,
                    assertThrows(KmipException.class, () -> result[0].get(SetEndpointRole.Response.class)).reason());
            String answer = https.post("/kmip", "text/xml", XmlEncoding.write(RequestMessage.of(RequestHeader.of(VERSION), List.of(client))
                    .toStructure()).getBytes(StandardCharsets.UTF_8)).text();
            assertTrue(answer.contains("FeatureNotSupported"), answer);
            assertEquals(0, rows.waiting("app-roles"));
        }
        try (KmipClient nobody = site.client("sae-x", VERSION)) {
            assertEquals(ResultReason.PERMISSION_DENIED,
                    assertThrows(KmipException.class, () -> nobody.handOver(ServerToClientOperations.NONE)).reason());
        }
    }

    private static void serveQuietly(ServerEndpoint endpoint) {
        try {
            endpoint.serve();
        } catch (IOException cut) {
            // the test looks at what the node does
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void apply(HttpsCaller officer, String zone, String rule) throws Exception {
        long basis = officer.get("/console/v1/policy").json().path("version").asLong();
        String document = "schema: lumenvault-policy/1\nrules:\n  - id: rule\n    match: {labels: {Object Group: [" + zone + "]}}\n    " + rule
                + "\n";
        HttpsCaller.Answer answer = officer.post("/console/v1/policy/apply?basis=" + basis, "application/yaml",
                document.getBytes(StandardCharsets.UTF_8));
        assertEquals(200, answer.status(), answer::text);
    }
}
