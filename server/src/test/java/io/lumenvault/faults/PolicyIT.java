package io.lumenvault.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.drill.AuditRows;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.CryptographicParameters;
import io.lumenvault.kmip.attribute.Link;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.attribute.RevocationReason;
import io.lumenvault.kmip.attribute.UsageLimits;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.payload.AddAttribute;
import io.lumenvault.kmip.payload.Archive;
import io.lumenvault.kmip.payload.Decrypt;
import io.lumenvault.kmip.payload.Encrypt;
import io.lumenvault.kmip.payload.Export;
import io.lumenvault.kmip.payload.GetAttributes;
import io.lumenvault.kmip.payload.GetUsageAllocation;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.ModifyAttribute;
import io.lumenvault.kmip.payload.Recover;
import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.RevocationReasonCode;
import io.lumenvault.kmip.spec.UsageLimitsUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Policies, holds, archive and rotation on a real site, by its console API and by KMIP. Rules select by a label of each test's own. */
class PolicyIT {

    private static final Attribute AES = Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES);
    private static final Attribute BITS = Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256);
    private static final Attribute MASK = Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C);
    private static final CryptographicParameters ECB = new CryptographicParameters(BlockCipherMode.ECB, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null);
    private static final String YAML = "application/yaml";

    private static RunningSites sites;
    private static JsonClient officer;
    private static JsonClient auditor;
    private static JsonClient stranger;

    @BeforeAll
    static void start() throws IOException {
        sites = RunningSites.create("policy");
        sites.a().start();
        officer = caller("officer");
        auditor = caller("auditor");
        stranger = caller("kmip-client-a");
    }

    private static JsonClient caller(String name) throws IOException {
        return new JsonClient(sites.a().url(), sites.sites().participants().credential(name), sites.sites().participants().authority());
    }

    @AfterAll
    static void stop() throws IOException {
        List.of(officer, auditor, stranger).forEach(JsonClient::close);
        sites.close();
    }

    @Test
    void officerAlone_appliesAPolicy_onTheVersionSheSaw() throws IOException {
        byte[] document = rule("none", "deactivation: P9Y");
        assertEquals(403, post(auditor, "apply", Map.of("basis", "0"), document).status());
        assertEquals(403, post(stranger, "simulate", Map.of(), document).status());
        assertEquals(409, post(officer, "apply", Map.of("basis", Long.toString(inForce() + 5)), document).status());
        long before = inForce();
        apply(document);
        assertEquals(before + 1, inForce());
        JsonNode shown = auditor.document("/console/v1/policy", Map.of());
        assertEquals(new String(document, StandardCharsets.UTF_8), shown.path("text").asText());
        JsonClient.Answer malformed = post(officer, "apply", Map.of("basis", Long.toString(before + 1)), "schema: x".getBytes());
        assertEquals(400, malformed.status());
        assertTrue(malformed.body().path("message").asText().contains("line 1, column 9, schema"), malformed.body().toString());
    }

    @Test
    void simulation_namesTheKeysThatWouldBeDeactivated_andApplyingDeactivatesThem() throws Exception {
        String zone = zone();
        try (KmipClient client = sites.kmip(sites.a())) {
            String inside = active(client, zone, 10);
            String outside = active(client, zone(), 10);
            byte[] document = rule(zone, "deactivation: PT5S");
            JsonNode change = change(post(officer, "simulate", Map.of(), document).body(), "DEACTIVATE");
            assertEquals(1, change.path("count").asLong());
            assertEquals(inside, change.path("first").get(0).asText());
            assertEquals("Active", state(inside));
            apply(document);
            assertEquals("Deactivated", state(inside));
            assertEquals("Active", state(outside));
            await(() -> entries(inside, "Deactivate") == 1);
            JsonNode entry = auditor.document("/console/v1/audit", Map.of("object", inside, "operation", "Deactivate"))
                    .path("entries").get(0);
            assertEquals("system/lifecycle", entry.path("principal").asText());
        }
    }

    @Test
    void newKeys_areActivatedAndLimitedByTheRules() throws IOException {
        String zone = zone();
        apply(rule(zone, "activation: PT0S", "cryptoperiod: {protect: P1Y, process: P2Y}", "deactivation: P3Y",
                "algorithms: [{name: AES, lengths: [256]}]", "operations: [Create, Get, Get Attributes]"));
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = create(client, zone);
            JsonNode limits = limits(key);
            assertEquals("Active", limits.path("state").asText());
            Instant activation = Instant.parse(limits.path("activation").asText());
            assertEquals("rule", limits.path("protect_until").path("rule").asText());
            assertTrue(Instant.parse(limits.path("process_until").path("at").asText()).isAfter(activation.plus(700, ChronoUnit.DAYS)));
            assertNotNull(client.get(key));
            refused(ResultReason.PERMISSION_DENIED, () -> client.revoke(key, RevocationReason.of(RevocationReasonCode.SUPERSEDED)));
            refused(ResultReason.PERMISSION_DENIED, () -> client.create(ObjectType.SYMMETRIC_KEY, AES,
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 128), MASK, label(zone)));
        }
    }

    @Test
    void keyPastItsRecipientPeriod_isNotGivenOut() throws IOException {
        String zone = zone();
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = active(client, zone, 10);
            assertNotNull(client.get(key));
            apply(rule(zone, "cryptoperiod: {process: PT5S}"));
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.get(key));
        }
    }

    @Test
    void quotas_holdForEachPrincipal() throws IOException {
        String zone = zone();
        apply(rule(zone, "quota: {operations-per-day: 3}"));
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = create(client, zone);
            for (int use = 0; use < 3; use++) {
                client.get(key);
            }
            refused(ResultReason.PERMISSION_DENIED, () -> client.get(key));
            apply(rule(zone, "quota: {objects: 1}"));
            refused(ResultReason.PERMISSION_DENIED, () -> create(client, zone));
            String elsewhere = create(client, zone());
            refused(ResultReason.PERMISSION_DENIED, () -> relabel(client, elsewhere, zone));
        }
    }

    @Test
    void simulation_tellsWhatWouldNeedApproval_ofKeysAndOfTheNode() throws IOException {
        String zone = zone();
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = create(client, zone);
            byte[] document = (new String(rule(zone, "retention: {destroy-after: P1D}"), StandardCharsets.UTF_8) + """
                    approvals:
                      destroy:
                        - {match: {labels: {Object Group: [%s]}}, approve: 2, group: officer, ttl: PT1H}
                    """.formatted(zone)).getBytes(StandardCharsets.UTF_8);
            JsonNode answer = post(officer, "simulate", Map.of(), document).body();
            for (String effect : List.of("GUARD_DESTROY", "DESTROY_UNASKED")) {
                assertEquals(1, change(answer, effect).path("count").asLong(), answer::toString);
                assertEquals(key, change(answer, effect).path("first").get(0).asText());
            }
            assertTrue(answer.path("approvals").toString().contains("\"operation\":\"policy-change\",\"before\":\"nobody\",\"after\":\"2 of officer"),
                    answer::toString);
            client.destroy(key);
        }
    }

    @Test
    void compromisedKey_isNotExtendedByALaterPolicy() throws IOException {
        String zone = zone();
        try (KmipClient client = sites.kmip(sites.a())) {
            apply(rule(zone, "cryptoperiod: {process: P1Y}"));
            String key = active(client, zone, 10);
            client.revoke(key, RevocationReason.of(RevocationReasonCode.KEY_COMPROMISE));
            String imported = copied(client, key);
            String end = limits(key).path("process_until").path("at").asText();
            String endOfImported = limits(imported).path("process_until").path("at").asText();
            assertTrue(Instant.parse(end).isBefore(Instant.now().plus(400, ChronoUnit.DAYS)), end);
            apply(rule(zone, "cryptoperiod: {process: P9Y}"));
            assertEquals(end, limits(key).path("process_until").path("at").asText());
            assertEquals(endOfImported, limits(imported).path("process_until").path("at").asText());
            apply(rule(zone, "cryptoperiod: {process: PT1S}"));
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.get(key));
        }
    }

    /** The key under another identifier, as it is: Compromised from the first moment on. */
    private static String copied(KmipClient client, String key) throws IOException {
        Export.Response exported = client.call(new Export.Request(UniqueIdentifier.of(key), null, null, null, null), Export.Response.class);
        return client.keys().importObject(new Import.Request(UniqueIdentifier.of(UUID.randomUUID().toString()), ObjectType.SYMMETRIC_KEY, null, null,
                exported.attributes(), exported.object()));
    }

    @Test
    void suspendedKey_isRefusedUntilReleased() throws IOException {
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = active(client, zone(), 0);
            JsonNode held = officer.posted("/console/v1/keys/" + key + "/hold", Map.of("reason", "under investigation"));
            assertTrue(held.path("suspended").asBoolean());
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.get(key));
            client.revoke(key, RevocationReason.of(RevocationReasonCode.SUPERSEDED));
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.destroy(key));
            assertEquals(403, auditor.post("/console/v1/keys/" + key + "/release", Map.of(), "application/json", new byte[0]).status());
            officer.posted("/console/v1/keys/" + key + "/release", Map.of());
            assertNotNull(client.get(key));
        }
    }

    @Test
    void suspendedKey_isNotAllocatedEither_forItWouldBeUsedElsewhere() throws IOException {
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = client.create(ObjectType.SYMMETRIC_KEY, Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                    Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK, 0x0C),
                    Attribute.of(AttributeType.USAGE_LIMITS, new UsageLimits(10L, null, UsageLimitsUnit.OBJECT)));
            client.activate(key);
            officer.posted("/console/v1/keys/" + key + "/hold", Map.of("reason", "under investigation"));
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> allocate(client, key));
            officer.posted("/console/v1/keys/" + key + "/release", Map.of());
            allocate(client, key);
        }
    }

    private static void allocate(KmipClient client, String key) throws IOException {
        client.call(new GetUsageAllocation.Request(UniqueIdentifier.of(key), 1), GetUsageAllocation.Response.class);
    }

    @Test
    void storageClassOfTheRule_keepsKeysInTheHsm_whereHoldsAndOperationsBindTheirUse() throws IOException {
        String zone = zone();
        apply(rule(zone, "storage: internal", "operations: [Create, Activate, Get, Encrypt, Destroy]"));
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = create(client, zone);
            client.activate(key);
            refused(ResultReason.NOT_EXTRACTABLE, () -> client.get(key));
            assertNotNull(encrypt(client, key));
            refused(ResultReason.PERMISSION_DENIED, () -> client.call(new Decrypt.Request(UniqueIdentifier.of(key), ECB, new byte[16], null,
                    null, null, null), Decrypt.Response.class));
            officer.posted("/console/v1/keys/" + key + "/hold", Map.of("reason", "under investigation"));
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> encrypt(client, key));
        }
    }

    @Test
    void keyOfTheHsm_isNotArchived_andGoneFromItWhenTheOfficerHasDestroyedIt() throws Exception {
        String zone = zone();
        apply(rule(zone, "storage: internal"));
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = create(client, zone);
            refused(ResultReason.INVALID_FIELD, () -> client.call(new Archive.Request(UniqueIdentifier.of(key)), Archive.Response.class));
            officer.posted("/console/v1/keys/" + key + "/destroy", Map.of());
            assertEquals(false, inToken(key));
        }
    }

    private static boolean inToken(String key) throws Exception {
        try (Connection connection = AuditRows.connect(sites.a());
                var select = connection.prepareStatement("select token_key from managed_object where uid = ?::uuid")) {
            select.setString(1, key);
            try (var row = select.executeQuery()) {
                assertTrue(row.next());
                return row.getBoolean(1);
            }
        }
    }

    @Test
    void owner_cannotTakeAKeyOutOfARule_byEditingItsLabel() throws IOException {
        String zone = zone();
        apply(rule(zone, "deactivation: P1D"));
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = create(client, zone);
            refused(ResultReason.PERMISSION_DENIED, () -> relabel(client, key, zone()));
            String free = create(client, zone());
            relabel(client, free, zone());
            relabel(client, free, zone);
            refused(ResultReason.PERMISSION_DENIED, () -> relabel(client, free, zone()));
        }
    }

    private static void relabel(KmipClient client, String key, String zone) throws IOException {
        client.call(new ModifyAttribute.Request(UniqueIdentifier.of(key), label(zone)), ModifyAttribute.Response.class);
    }

    private static byte[] encrypt(KmipClient client, String key) throws IOException {
        return client.call(new Encrypt.Request(UniqueIdentifier.of(key), ECB, new byte[16], null, null, null),
                Encrypt.Response.class).data();
    }

    @Test
    void archivedKey_isRecoveredBeforeItIsGivenOut() throws IOException {
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = active(client, zone(), 0);
            Object before = client.get(key);
            client.call(new Archive.Request(UniqueIdentifier.of(key)), Archive.Response.class);
            refused(ResultReason.OBJECT_ARCHIVED, () -> client.get(key));
            assertEquals(1, attributes(client, key, AttributeType.ARCHIVE_DATE).size());
            client.call(new Recover.Request(UniqueIdentifier.of(key)), Recover.Response.class);
            assertNotNull(before);
            assertNotNull(client.get(key));
            assertEquals(0, attributes(client, key, AttributeType.ARCHIVE_DATE).size());
            String kept = create(client, zone());
            client.call(new Archive.Request(UniqueIdentifier.of(kept)), Archive.Response.class);
            JsonNode done = officer.posted("/console/v1/keys/" + kept + "/destroy", Map.of());
            assertTrue(done.path("remains").asText().contains("master key generation " + done.path("generation").asInt()), done.toString());
        }
    }

    @Test
    void destruction_canBeUndoneWhereThePolicySaysSo_andSaysWhatIsLeft() throws IOException {
        String zone = zone();
        apply(rule(zone, "destroy: {delay: P7D}"));
        try (KmipClient client = sites.kmip(sites.a())) {
            String key = create(client, zone);
            client.destroy(key);
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.get(key));
            officer.posted("/console/v1/keys/" + key + "/undo-destroy", Map.of());
            assertNotNull(client.get(key));
            String atOnce = create(client, zone());
            JsonNode done = officer.posted("/console/v1/keys/" + atOnce + "/destroy", Map.of());
            assertEquals("Destroyed", done.path("state").asText());
            assertTrue(done.path("remains").asText().contains("master key generation " + done.path("generation").asInt()), done.toString());
        }
    }

    @Test
    void keyOfAge_isReplaced_andTheTwoAreLinked() throws Exception {
        String zone = zone();
        try (KmipClient client = sites.kmip(sites.a())) {
            String old = active(client, zone, 10);
            client.call(new AddAttribute.Request(UniqueIdentifier.of(old), Attribute.name(zone)), AddAttribute.Response.class);
            apply(rule(zone, "rotation: {interval: PT5S, overlap: PT1H}"));
            await(() -> limits(old).hasNonNull("replaced_by"));
            String replacement = limits(old).path("replaced_by").asText();
            assertEquals(replacement, link(client, old, LinkType.REPLACEMENT_OBJECT_LINK));
            assertEquals(old, link(client, replacement, LinkType.REPLACED_OBJECT_LINK));
            assertEquals("Active", state(replacement));
            assertNotEquals(client.get(old), client.get(replacement));
            assertEquals("Active", state(old));
            assertEquals(0, attributes(client, old, AttributeType.NAME).size());
            String byName = new String(rule(zone, "cryptoperiod: {process: PT1S}"), StandardCharsets.UTF_8).replace("Object Group", "Name");
            apply(byName.getBytes(StandardCharsets.UTF_8));
            refused(ResultReason.WRONG_KEY_LIFECYCLE_STATE, () -> client.get(old));
            apply(rule(zone(), "deactivation: P9Y"));
        }
    }

    private static String link(KmipClient client, String key, LinkType type) throws IOException {
        return attributes(client, key, AttributeType.LINK).stream().map(attribute -> Link.from(attribute.value()))
                .filter(link -> link.type() == type).map(link -> ((UniqueIdentifier.Text) link.target()).value()).findFirst().orElse(null);
    }

    private static List<Attribute> attributes(KmipClient client, String key, AttributeType type) throws IOException {
        return client.call(new GetAttributes.Request(UniqueIdentifier.of(key), List.of(type)), GetAttributes.Response.class).attributes();
    }

    private static String zone() {
        return "zone-" + UUID.randomUUID();
    }

    private static Attribute label(String zone) {
        return Attribute.of(AttributeType.OBJECT_GROUP, zone);
    }

    private static String create(KmipClient client, String zone) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, label(zone));
    }

    /** Active since so many seconds. */
    private static String active(KmipClient client, String zone, int seconds) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY, AES, BITS, MASK, label(zone), Attribute.of(AttributeType.ACTIVATION_DATE,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(seconds)));
    }

    private static byte[] rule(String zone, String... fields) {
        return ("schema: lumenvault-policy/1\nrules:\n  - id: rule\n    match: {labels: {Object Group: [" + zone + "]}}\n    "
                + String.join("\n    ", fields) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonClient.Answer post(JsonClient who, String what, Map<String, String> parameters, byte[] document) throws IOException {
        return who.post("/console/v1/policy/" + what, parameters, YAML, document);
    }

    private static void apply(byte[] document) throws IOException {
        officer.posted("/console/v1/policy/apply", Map.of("basis", Long.toString(inForce())), YAML, document);
    }

    private static long inForce() throws IOException {
        return officer.document("/console/v1/policy", Map.of()).path("version").asLong();
    }

    private static JsonNode change(JsonNode answer, String effect) {
        for (JsonNode change : answer.path("changes")) {
            if (change.path("effect").asText().equals(effect)) {
                return change;
            }
        }
        throw new AssertionError("no " + effect + " in " + answer);
    }

    private static JsonNode limits(String key) {
        try {
            return officer.document("/console/v1/keys/" + key, Map.of());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String state(String key) {
        return limits(key).path("state").asText();
    }

    private static long entries(String key, String operation) {
        try {
            return auditor.document("/console/v1/audit", Map.of("object", key, "operation", operation)).path("entries").size();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "still not so after 60 s");
            Thread.sleep(200);
        }
    }

    private static void refused(ResultReason reason, Executable call) {
        assertEquals(reason, assertThrows(KmipException.class, call).reason());
    }
}
