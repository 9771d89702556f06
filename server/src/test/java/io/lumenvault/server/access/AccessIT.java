package io.lumenvault.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.access.Enrolment;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.CryptographicUsageMask;
import io.lumenvault.kmip.spec.KmipMask;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Principals, roles, service tokens and groups at a real site, from its first officer on. */
class AccessIT {

    private static final String PRINCIPALS = "/console/v1/principals";
    private static final String TOKENS = "/console/v1/tokens";

    private static AccessSite site;

    @BeforeAll
    static void start() throws Exception {
        site = AccessSite.start("access-site", "lumenvault.principals.sae-a=application", "lumenvault.saes.sae-rail=B",
                "lumenvault.groups.sae-rail=rail");
        theOneTimeCode_makesOneOfficer_once();
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    /** Before all tests, since they need the officer. */
    private static void theOneTimeCode_makesOneOfficer_once() throws Exception {
        Path code = site.folder().resolve("state").resolve(Enrolment.FILE);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(code)));
        byte[] right = Files.readAllBytes(code);
        byte[] wrong = right.clone();
        wrong[0] ^= 1;
        try (JsonClient first = site.as("officer"); JsonClient second = site.as("kmip-other")) {
            assertEquals(403, first.send("POST", "/console/v1/bootstrap", wrong).status());
            assertEquals(403, first.send("GET", PRINCIPALS, new byte[0]).status(), "not an officer yet");
            assertEquals(403, second.send("POST", "/console/v1/bootstrap", right).status(), "a principal of the file");
            assertEquals(204, first.send("POST", "/console/v1/bootstrap", right).status());
            assertFalse(Files.exists(code));
            assertEquals(200, first.send("GET", PRINCIPALS, new byte[0]).status());
            assertEquals(409, first.send("POST", "/console/v1/bootstrap", right).status());
        }
        assertEquals(1, site.entries("operation = 'Bootstrap' and result = 'served' and principal = 'officer'"));
        assertEquals(3, site.entries("operation = 'Bootstrap' and result = 'refused'"));
    }

    @Test
    void roles_areGrantedAndRevokedByAnotherOfficer_neverByOneself() throws Exception {
        create("worker", "*");
        assertEquals(403, site.status("worker", "/console/v1/keys"));
        grant("worker", "operator");
        assertEquals(200, site.status("worker", "/console/v1/keys"));
        assertEquals(400, site.status("officer", "POST", PRINCIPALS + "/worker/roles", "{\"role\":\"auditor\"}"), "an auditor has no other role");
        site.change("officer", "DELETE", PRINCIPALS + "/worker/roles/operator", Map.of());
        assertEquals(403, site.status("worker", "/console/v1/keys"));
        assertEquals(403, site.status("officer", "POST", PRINCIPALS + "/officer/roles", "{\"role\":\"operator\"}"), "nobody grants himself");
        assertEquals(400, site.status("officer", "POST", PRINCIPALS + "/auditor/roles", "{\"role\":\"officer\"}"), "of the file");
        assertEquals(400, site.status("officer", "POST", PRINCIPALS + "/worker/roles", "{\"role\":\"root\"}"));
        assertEquals(403, site.status("auditor", "POST", PRINCIPALS, "{\"name\":\"x\"}"), "an auditor changes nothing");
        assertEquals(1, site.entries("operation = 'Grant Role' and result = 'served' and principal = 'officer'"
                + " and convert_from(body, 'UTF8') like '%\"principal\":\"worker\"%'"));
    }

    @Test
    void roleThatIsRevoked_isLost_onOpenKmipConnectionsToo() throws Exception {
        create("late", "*", "application");
        try (KmipClient client = site.kmip().client("late", ProtocolVersion.V1_4)) {
            key(client, "late-key");
            site.change("officer", "DELETE", PRINCIPALS + "/late", Map.of());
            assertEquals(ResultReason.PERMISSION_DENIED, assertThrows(KmipException.class, () -> key(client, "later-key")).reason());
        }
    }

    @Test
    void serviceToken_standsForItsPrincipal_untilItIsRevoked() throws Exception {
        create("robot", "*", "operator");
        JsonNode issued = site.change("officer", "POST", TOKENS, Map.of("principal", "robot", "roles", List.of("operator"), "ttl_seconds", 600));
        try (JsonClient robot = site.bearing(issued.path("token").asText())) {
            assertEquals(200, robot.get("/console/v1/status", Map.of()).status());
            assertEquals(403, robot.get(PRINCIPALS, Map.of()).status());
            assertEquals(404, robot.get("/q/health", Map.of()).status(), "the console's port is the console's alone");
            site.change("officer", "DELETE", TOKENS + "/" + issued.path("id").asText(), Map.of());
            JsonClient.Answer refused = robot.get("/console/v1/status", Map.of());
            assertEquals(401, refused.status());
            assertTrue(refused.body().path("message").asText().contains("revoked"), refused.body()::toString);
        }
        assertEquals(1, site.entries("principal = 'robot' and operation = 'Read Status' and result = 'served'"), "each use is recorded");
        assertEquals(1, site.entries("principal = 'robot' and operation = 'Authenticate' and result = 'refused'"));
        assertFalse(site.get("auditor", TOKENS).toString().contains(issued.path("token").asText()), "the secret is shown once");
    }

    @Test
    void serviceTokens_areNoWayToActAsAnAuditor() throws Exception {
        assertEquals(403, site.status("officer", "POST", TOKENS, "{\"principal\":\"auditor\",\"roles\":[\"auditor\"],\"ttl_seconds\":600}"));
        assertEquals(400, site.status("officer", "POST", TOKENS, "{\"principal\":\"kmip-other\",\"roles\":[\"officer\"],\"ttl_seconds\":600}"));
        assertEquals(400, site.status("officer", "POST", TOKENS, "{\"principal\":\"kmip-other\",\"roles\":[\"application\"],\"ttl_seconds\":1}"));
    }

    @Test
    void nobodyIsServed_withoutCredential() throws Exception {
        for (String token : List.of("", "lvt_", "x.y.z")) {
            try (JsonClient nobody = site.bearing(token)) {
                JsonClient.Answer answer = nobody.get("/console/v1/status", Map.of());
                assertEquals(401, answer.status());
                assertFalse(answer.body().path("message").asText().isEmpty(), "the refusal is JSON");
            }
        }
    }

    @Test
    void tokenThatIsNotKnown_isRecorded_andAFloodOfThemOnce() throws Exception {
        String token = "lvt_" + "0".repeat(32) + "_" + "A".repeat(43);
        String recorded = "operation = 'Authenticate' and result = 'refused' and principal = 'unnamed' and reason like '%service token is not known'";
        try (JsonClient nobody = site.bearing(token)) {
            for (int i = 0; i < 50; i++) {
                assertEquals(401, nobody.get("/console/v1/status", Map.of()).status());
            }
        }
        // Two, when a minute has passed meanwhile.
        long entries = site.entries(recorded);
        assertTrue(entries >= 1 && entries <= 3, "entries: " + entries);
        assertEquals(0, site.entries("position('" + "A".repeat(43) + "' in convert_from(body, 'UTF8')) > 0"));
    }

    @Test
    void group_seesNeitherNamesNorCountsOfAnother() throws Exception {
        for (String group : List.of("bank", "rail")) {
            create(group + ".app", group, "application");
            create(group + ".officer", group, "officer");
            create(group + ".auditor", group, "auditor");
        }
        try (KmipClient bank = site.kmip().client("bank.app", ProtocolVersion.V1_4); KmipClient rail = site.kmip().client("rail.app", ProtocolVersion.V1_4)) {
            String own = key(bank, "payroll");
            String other = key(rail, "payroll");
            assertEquals(List.of(own), bank.locate(Attribute.name("payroll")));
            assertEquals(ResultReason.ITEM_NOT_FOUND, assertThrows(KmipException.class, () -> bank.get(other)).reason());
            assertEquals(Set.of("bank.app"), texts(site.get("bank.officer", "/console/v1/keys").path("keys"), "owner"));
            assertTrue(site.get("bank.officer", "/console/v1/keys?owner=rail.app").path("keys").isEmpty());
            String second = key(bank, "pensions");
            JsonNode first = site.get("bank.officer", "/console/v1/keys?limit=1");
            JsonNode last = site.get("bank.officer", "/console/v1/keys?limit=1&cursor=" + first.path("next").asText());
            assertEquals(Set.of(own, second), Set.of(first.path("keys").path(0).path("id").asText(), last.path("keys").path(0).path("id").asText()));
            assertTrue(site.get("bank.officer", "/console/v1/keys?limit=1&cursor=" + last.path("next").asText()).path("keys").isEmpty());
            assertEquals(400, site.status("bank.officer", "/console/v1/keys?cursor=elsewhere"));
            bank.destroy(second);
        }
        assertEquals(Set.of("bank.app", "bank.officer", "bank.auditor"), texts(site.get("bank.officer", PRINCIPALS).path("principals"), "name"));
        JsonNode status = site.get("bank.officer", "/console/v1/status");
        assertTrue(status.path("links").isEmpty() && status.path("refusals").isNull() && status.path("deliveries").isNull(), status::toString);
        assertEquals(1, status.path("objects").asLong());
        Set<String> seen = texts(site.get("bank.auditor", "/console/v1/audit?limit=1000").path("entries"), "principal");
        assertTrue(seen.contains("bank.app") && seen.stream().allMatch(name -> name.startsWith("bank.")), seen::toString);
        groupsPages_areFull_andTheirCursorsGoodForThemAlone();
        for (String whole : List.of("verify", "head", "export?format=csv", "genealogy/link?link=x")) {
            assertEquals(403, site.status("bank.auditor", "/console/v1/audit/" + whole), "the whole log is not the group's");
        }
        assertEquals(unnamed("rail.app"), unnamed("nothing"), "of another group is the same as not there");
        assertEquals(403, site.status("bank.officer", "POST", PRINCIPALS, "{\"name\":\"bank.x\",\"group\":\"rail\"}"));
        assertEquals(400, site.status("bank.officer", "POST", PRINCIPALS, "{\"name\":\"rail.app\"}"), "a name of the group's own");
        assertEquals(400, site.status("officer", "POST", PRINCIPALS, "{\"name\":\"bank.x\"}"), "which nobody takes from outside");
    }

    /** Between the group's entries stand those of others: neither a short page nor a cursor says so. */
    private static void groupsPages_areFull_andTheirCursorsGoodForThemAlone() throws IOException {
        String search = "/console/v1/audit?limit=1&until=" + java.time.Instant.now();
        String next = null;
        int pages = 0;
        do {
            JsonNode page = site.get("bank.auditor", search + (next == null ? "" : "&cursor=" + next));
            next = page.path("next").textValue();
            assertTrue(page.path("entries").size() == 1 || next == null, page::toString);
            pages++;
        } while (next != null);
        assertTrue(pages > 3, "pages: " + pages);
        String cursor = site.get("bank.auditor", search).path("next").textValue();
        assertEquals(400, site.status("rail.auditor", search + "&cursor=" + cursor), "another searcher");
        assertEquals(400, site.status("auditor", search + "&cursor=" + cursor), "another searcher");
        assertEquals(400, site.status("bank.auditor", search + "&operation=Create&cursor=" + cursor), "another search");
        assertEquals(400, site.status("bank.auditor", search + "&cursor=" + java.util.Base64.getUrlEncoder().encodeToString("1 900 900".getBytes())), "made up");
    }

    /** What an officer of the bank is told of a principal, without the name that it gave. */
    private static String unnamed(String name) throws IOException {
        try (JsonClient officer = site.as("bank.officer")) {
            JsonClient.Answer answer = officer.send("POST", PRINCIPALS + "/" + name + "/roles", "{\"role\":\"operator\"}".getBytes());
            return answer.status() + answer.body().toString().replace(name, "");
        }
    }

    @Test
    void saeOfAnotherGroup_isAsUnknownAsOneThatIsNotThere() throws Exception {
        try (JsonClient sae = site.as("sae-a")) {
            String other = sae.get("/api/v1/keys/sae-rail/status", Map.of()).toString();
            assertEquals(other.replace("sae-rail", ""), sae.get("/api/v1/keys/sae-zzzz/status", Map.of()).toString().replace("sae-zzzz", ""));
            assertTrue(other.contains("not known"), other);
        }
    }

    private static void create(String name, String group, String... roles) throws IOException {
        site.change("officer", "POST", PRINCIPALS, Map.of("name", name, "group", group, "roles", List.of(roles)));
    }

    private static void grant(String name, String role) throws IOException {
        site.change("officer", "POST", PRINCIPALS + "/" + name + "/roles", Map.of("role", role));
    }

    private static String key(KmipClient client, String name) throws IOException {
        return client.create(ObjectType.SYMMETRIC_KEY, Attribute.of(AttributeType.CRYPTOGRAPHIC_ALGORITHM, CryptographicAlgorithm.AES),
                Attribute.of(AttributeType.CRYPTOGRAPHIC_LENGTH, 256), Attribute.of(AttributeType.CRYPTOGRAPHIC_USAGE_MASK,
                        KmipMask.of(CryptographicUsageMask.ENCRYPT, CryptographicUsageMask.DECRYPT)), Attribute.name(name));
    }

    private static Set<String> texts(JsonNode list, String member) {
        Set<String> found = new TreeSet<>();
        list.forEach(entry -> found.add(entry.path(member).asText()));
        return found;
    }
}
